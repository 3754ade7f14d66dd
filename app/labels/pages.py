"""The pages of labels, below an edition or an exhibitor's part in it."""

from app.labels import paper, printing
from app.shared_pages import READ_AND_SENT, SENT, SharedPage

PAGES = (
    SharedPage("labels", "labels", printing.choosing),
    SharedPage("labels/print", "labels_print", printing.checking),
    SharedPage("labels.pdf", "labels_pdf", printing.pdf),
    SharedPage("labels/printed", "labels_printed", printing.printed, SENT),
    SharedPage("labels/calibration.pdf", "labels_calibration", printing.calibrating),
    SharedPage("labels/sheets", "label_sheets", paper.sheets, READ_AND_SENT),
    SharedPage("labels/sheets/forget", "forget_label_sheet", paper.forget_sheet, SENT),
    SharedPage("labels/printers", "label_printers", paper.printers, READ_AND_SENT),
    SharedPage("labels/printers/forget", "forget_label_printer", paper.forget_printer, SENT),
)
