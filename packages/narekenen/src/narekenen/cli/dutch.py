"""The Dutch of the messages of the command line, by their English."""

DUTCH = {
    "the pages are not written": "de pagina’s zijn niet geschreven",
    "the pages cannot be written": "de pagina’s kunnen niet worden geschreven",
    "A page would take the place of a file that was read":
        "Een pagina zou de plaats innemen van een bestand dat is gelezen",
    "Name another folder": "Noem een andere map",
    "Name a folder that you may write in": "Noem een map waarin u mag schrijven",
    "{item!r} is not NAME=FILE": "{item!r} is niet NAAM=BESTAND",
    "write --input passage=letter.txt": "schrijf --input passage=brief.txt",
    "This command needs {package}, which is not installed":
        "Voor deze opdracht is {package} nodig, en dat is niet geïnstalleerd",
    "pip install 'narekenen[science]'": "pip install 'narekenen[science]'",
}  # fmt: skip
