"""The pages of imports, below the lots of an exhibitor."""

from app.shared_pages import READ_AND_SENT, SENT, SharedPage
from app.spreadsheets import importing, imports
from app.spreadsheets.template import template

PAGES = (
    SharedPage("import", "lot_imports", importing.sending, READ_AND_SENT),
    SharedPage("import/template.xlsx", "lot_template", template),
    SharedPage("import/<token>", "lot_upload", importing.looking),
    SharedPage("import/<token>/columns", "lot_upload_columns", importing.choosing, SENT),
    SharedPage("import/<token>/keep", "lot_upload_keep", importing.keeping, SENT),
    SharedPage("import/<token>/forget", "lot_upload_forget", importing.forgetting, SENT),
    SharedPage("imports/<int:import_id>", "lot_import", imports.summary),
    SharedPage("imports/<int:import_id>/undo", "undo_lot_import", imports.undoing, READ_AND_SENT),
)
