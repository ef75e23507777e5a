"""Import the dossiers of a workbook: propose a plan, then apply it in one change.

``propose(campaign, source, choices=ImportChoices(), files=()) -> ImportPlan`` reads nothing and
writes nothing: call it again whenever the person changes the sheet, the header row, a column or an
answer. ``apply(campaign, plan, read_piece=None, today=None) -> ChangeSet | None`` makes a backup,
then writes everything in one change, or nothing; None when there was nothing to write.
``plan_as_json(plan, tell, applied)`` is the contract of the command line (DESIGN 7).
"""
