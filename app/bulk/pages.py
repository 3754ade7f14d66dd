"""The pages of bulk work, below the lots of a room."""

from app.bulk import editing, markdowns
from app.shared_pages import READ_AND_SENT, SENT, SharedPage

PAGES = (
    SharedPage("bulk", "bulk_edit", editing.editing, READ_AND_SENT),
    SharedPage("bulk/<int:edit_id>", "bulk_edit_made", editing.made),
    SharedPage("bulk/<int:edit_id>/undo", "undo_bulk_edit", editing.taking_back, SENT),
    SharedPage("markdowns/", "markdowns", markdowns.listing),
    SharedPage("markdowns/new", "new_markdown", markdowns.scheduling, READ_AND_SENT),
    SharedPage(
        "markdowns/<int:markdown_id>/cancel", "cancel_markdown", markdowns.calling_off, SENT
    ),
    SharedPage("markdowns/<int:markdown_id>/undo", "undo_markdown", markdowns.undoing, SENT),
)
