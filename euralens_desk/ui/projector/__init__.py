"""The projector: a second window for the room, which shows nothing until a person asks.

A page of the secretary does three things with it, all through ``context.projector``:

- ``add_projector_commands(page)`` gives it the keys: F6 shows or hides, Maj+F6 freezes, B blackens;
- ``projector.follow(meeting_id, item_id)`` each time it goes to an item;
- ``projector.start_clock(minutes)``, ``pause_clock``, ``clear_clock`` for the debate;

and it listens to ``projector.changed`` to say what is shown (``projector.state``,
``projector_fact(page)``, ``projector.minutes_left``). It gives no content: the projector reads by
itself what may be shown, after each change of the campaign.
"""
