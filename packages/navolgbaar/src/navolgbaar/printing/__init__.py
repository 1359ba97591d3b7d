"""Paper: PDF/UA by typst. `pdf` makes one document, `pdfs` many of the same kind."""

from navolgbaar.printing.typesetting import CannotPrint, pdf, pdfs

__all__ = ["CannotPrint", "pdf", "pdfs"]
