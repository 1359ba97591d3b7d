"""The Dutch of the messages of this room, by their English."""

DUTCH = {
    # any file
    "no such file": "dit bestand bestaat niet",
    "may not be read": "mag niet worden gelezen",
    "cannot be opened": "kan niet worden geopend",
    "a folder, not a file": "een map, geen bestand",
    "a device or pipe, not a file": "een apparaat of pijp, geen bestand",
    "too large: {size} bytes": "te groot: {size} bytes",
    "takes too long to read": "het lezen duurt te lang",
    "too much text": "te veel tekst",
    "too much text: {count} characters": "te veel tekst: {count} tekens",
    "too much structure": "te veel opmaak",
    "a file that breaks its reader": "een bestand waarop de lezer stukloopt",
    "At most {most} are read": "Er worden er hooguit {most} gelezen",
    "At most {most} bytes are read": "Er worden hooguit {most} bytes gelezen",
    "At most {most} characters are read": "Er worden hooguit {most} tekens gelezen",
    "At most {most} cells, notes, links and so on are read":
        "Er worden hooguit {most} cellen, noten, verwijzingen en dergelijke gelezen",
    "At most {most:g} seconds are spent on one document": "Aan één document wordt hooguit {most:g} seconden besteed",
    "Reading was stopped after {most:g} seconds": "Het lezen is na {most:g} seconden gestopt",
    "The reader was stopped ({code}): it crashed or wanted more memory or time than allowed":
        "De lezer is gestopt ({code}): hij liep vast of vroeg meer geheugen of tijd dan is toegestaan",
    "Check the path": "Controleer het pad",
    "Give yourself read permission on it": "Geef uzelf leesrecht op het bestand",
    "Give the path of one document": "Geef het pad van één document",
    "Split the document": "Splits het document",
    "Split the file": "Splits het bestand",
    "Do not use it": "Gebruik het niet",
    "Do not use it, or print it anew": "Gebruik het niet, of druk het opnieuw af als pdf",
    "Print it anew as PDF": "Druk het opnieuw af als pdf",
    "Download it again": "Download het opnieuw",
    "Download it again, or open it and save it anew": "Download het opnieuw, of open het en sla het opnieuw op",
    "Save it anew": "Sla het opnieuw op",
    "Save it as PDF": "Sla het op als pdf",
    "Save it as HTML or PDF": "Sla het op als html of pdf",
    "Save it as text or PDF": "Sla het op als tekst of pdf",
    # kinds
    "an empty file": "een leeg bestand",
    "It holds no bytes at all": "Er staat niets in",
    "Check whether it was copied or downloaded completely":
        "Controleer of het helemaal is gekopieerd of gedownload",
    "a rich text file (RTF)": "een rtf-bestand",
    "a PNG picture": "een png-afbeelding",
    "a JPEG picture": "een jpeg-afbeelding",
    "a GIF picture": "een gif-afbeelding",
    "a TIFF picture": "een tiff-afbeelding",
    "a program": "een programma",
    "a packed file (gzip)": "een ingepakt bestand (gzip)",
    "a packed file (bzip2)": "een ingepakt bestand (bzip2)",
    "a packed file (xz)": "een ingepakt bestand (xz)",
    "a packed file (7-Zip)": "een ingepakt bestand (7-Zip)",
    "a packed file (RAR)": "een ingepakt bestand (RAR)",
    "a packed file (zip)": "een ingepakt bestand (zip)",
    "a data file (Parquet)": "een gegevensbestand (Parquet)",
    "a database (SQLite)": "een database (SQLite)",
    "a spreadsheet (XLSX)": "een rekenblad (xlsx)",
    "a spreadsheet (XLSB)": "een rekenblad (xlsb)",
    "a presentation (PPTX)": "een presentatie (pptx)",
    "an e-book (EPUB)": "een e-boek (epub)",
    "an OpenDocument file (ODT, ODS)": "een OpenDocument-bestand (odt, ods)",
    "an Office file with a password": "een Office-bestand met een wachtwoord",
    "an old Word file (DOC)": "een oud Word-bestand (doc)",
    "an old spreadsheet (XLS)": "een oud rekenblad (xls)",
    "an old Office file or a mail message": "een oud Office-bestand of een mailbericht",
    "a damaged DOCX or zip file": "een beschadigd docx- of zipbestand",
    "Open it in a word processor and save it as DOCX, or as PDF with text":
        "Open het in een tekstverwerker en sla het op als docx, of als pdf met tekst",
    "Spreadsheets are input of other commands; for this one save the letter itself as DOCX, PDF or text":
        "Rekenbladen zijn invoer voor andere opdrachten; sla hiervoor de brief zelf op als docx, pdf of tekst",
    "A picture holds no text: recognise the text first (OCR) and give the PDF that comes out":
        "In een afbeelding staat geen tekst: laat de tekst eerst herkennen (OCR) en geef de pdf die daar uitkomt",
    "Unpack it first and give the documents inside": "Pak het eerst uit en geef de documenten die erin zitten",
    "Give a text, PDF, DOCX or HTML file, or XML of officielebekendmakingen.nl":
        "Geef een tekst-, pdf-, docx- of html-bestand, of xml van officielebekendmakingen.nl",
    "Open it with its password and save it without one":
        "Open het met het wachtwoord en sla het zonder wachtwoord op",
    # text
    "this is no text": "dit is geen tekst",
    "the text breaks off or is damaged": "de tekst breekt af of is beschadigd",
    "It says that it is UTF-16 or UTF-32 but is not: {reason}":
        "Het bestand zegt dat het UTF-16 of UTF-32 is, maar dat is het niet: {reason}",
    "{count} of the first {all} characters are control characters":
        "{count} van de eerste {all} tekens zijn stuurtekens",
    "Open it in an editor and save it as UTF-8": "Open het in een editor en sla het op als UTF-8",
    # PDF
    "a PDF with a password": "een pdf met een wachtwoord",
    "Its text is encrypted": "De tekst is versleuteld",
    "Open it with its password and print or save it as a PDF without one":
        "Open de pdf met het wachtwoord en druk die af of sla die op als pdf zonder wachtwoord",
    "a damaged PDF": "een beschadigde pdf",
    "It is no PDF inside, or it breaks off": "Het is van binnen geen pdf, of het bestand breekt af",
    "It holds no pages": "Er staan geen bladzijden in",
    "None of its {count} pages can be loaded": "Geen van de {count} bladzijden kan worden geladen",
    "Download it again, or open it in a browser and print it as PDF":
        "Download het opnieuw, of open het in een browser en druk het af als pdf",
    "a PDF without text": "een pdf zonder tekst",
    "Its {count} page(s) hold no text: most likely it is a scan":
        "Op de {count} bladzijde(n) staat geen tekst: waarschijnlijk is het een scan",
    "Recognise the text first (OCR, for instance with ocrmypdf) and give the PDF that comes out":
        "Laat de tekst eerst herkennen (OCR, bijvoorbeeld met ocrmypdf) en geef de pdf die daar uitkomt",
    "{count} pages": "{count} bladzijden",
    "At most {most} characters are read; page {page} goes past that":
        "Er worden hooguit {most} tekens gelezen; bladzijde {page} gaat daaroverheen",
    "Page {page} of {count} was reached in the {most:g} seconds for one document":
        "In de {most:g} seconden voor één document is bladzijde {page} van {count} bereikt",
    "Split the document or print it anew": "Splits het document of druk het opnieuw af als pdf",
    # DOCX
    "a damaged DOCX": "een beschadigde docx",
    "a DOCX with a password": "een docx met een wachtwoord",
    "a DOCX without a document": "een docx zonder document",
    "a DOCX without text": "een docx zonder tekst",
    "Its main part holds no body of text": "In het hoofddeel staat geen tekst",
    "No paragraph holds text; it may hold pictures of pages":
        "In geen alinea staat tekst; misschien staan er afbeeldingen van bladzijden in",
    "Recognise the text first (OCR)": "Laat de tekst eerst herkennen (OCR)",
    "Open it and save it anew": "Open het en sla het opnieuw op",
    "Save the document anew": "Sla het document opnieuw op",
    "Download it again, or open it in a word processor and save it anew":
        "Download het opnieuw, of open het in een tekstverwerker en sla het opnieuw op",
    "The part with its text (word/document.xml) is missing":
        "Het deel met de tekst (word/document.xml) ontbreekt",
    "a packed file with too many parts": "een ingepakt bestand met te veel delen",
    "It holds {count} parts, at most {most} are looked at":
        "Er zitten {count} delen in; er worden er hooguit {most} bekeken",
    "a packed file that is far too large inside": "een ingepakt bestand dat van binnen veel te groot is",
    "{part} would grow from {small} to {large} bytes": "{part} zou groeien van {small} naar {large} bytes",
    # HTML and XML
    "a page without text": "een pagina zonder tekst",
    "No element that a browser shows holds text; it may be filled by a script":
        "In wat een browser toont staat geen tekst; misschien vult een script de pagina",
    "Open it in a browser and save it as PDF": "Open de pagina in een browser en sla die op als pdf",
    "It holds no element": "Er staat geen element in",
    "HTML that cannot be read": "html die niet gelezen kan worden",
    "XML that cannot be read": "xml die niet gelezen kan worden",
    "XML that declares entities": "xml die entiteiten declareert",
    "Entities can make a small file endlessly large or fetch other files, so they are never expanded":
        "Entiteiten kunnen een klein bestand eindeloos groot maken of andere ophalen; ze worden nooit ingevuld",
    "Save the document without them": "Sla het document zonder entiteiten op",
    "Download the document again, or open it and save it anew":
        "Download het document opnieuw, of open het en sla het opnieuw op",
    "too many elements inside one another": "te veel elementen in elkaar",
    "At most {most} levels are followed": "Er worden hooguit {most} lagen gevolgd",
    "{count} bytes of XML or HTML": "{count} bytes xml of html",
    "{count} tags": "{count} tags",
    "{count} attributes in one tag": "{count} attributen in één tag",
    "Split the document, or save it as text": "Splits het document, of sla het op als tekst",
    "Save it as text or split it": "Sla het op als tekst of splits het",
    "XML of an unknown kind": "xml van een onbekende soort",
    "Its root is <{root}>, which is no publication of officielebekendmakingen.nl":
        "Het buitenste element is <{root}>: dat is geen publicatie van officielebekendmakingen.nl",
    "Save the document as HTML, DOCX or PDF": "Sla het document op als html, docx of pdf",
    "a publication without text": "een publicatie zonder tekst",
    "None of its elements holds text": "In geen van de elementen staat tekst",
    # anchors
    "not an anchor": "geen vindplaats",
    "Give a SpecificResource with a TextQuoteSelector and a TextPositionSelector, as narekenen writes it":
        "Geef een SpecificResource met een TextQuoteSelector en een TextPositionSelector, zoals narekenen die schrijft",
    "{name} is missing or of another type": "{name} ontbreekt of is van een andere soort",
    "A text or a number is of another type": "Een tekst of een getal is van een andere soort",
    "Its quote is empty or its end does not come after its start":
        "Het citaat is leeg of het einde komt niet na het begin",
}  # fmt: skip
