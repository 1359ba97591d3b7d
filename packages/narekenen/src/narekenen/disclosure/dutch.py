"""The Dutch of what is said about a table that cannot be protected, by its English."""

DUTCH = {
    "disclosure": "onthulling",
    "cell keys": "celsleutels",
    "detail": "detail",
    "A secret below 16 bytes can be guessed": "Een geheim van minder dan 16 bytes is te raden",
    "Use 32 random bytes": "Gebruik 32 willekeurige bytes",
    "Noise needs a range, and a variance that fits in it":
        "Ruis heeft een bereik nodig, en een variantie die erin past",
    "Codes and counts of unequal length": "Codes en aantallen zijn niet even lang",
    "A code lies outside its size, or a count below zero":
        "Een code ligt buiten haar bereik, of een aantal onder nul",
    "There are fewer persons in all than the threshold": "Er zijn in totaal minder personen dan de drempel",
    "No whole number in rows {rows}": "Geen heel getal in rijen {rows}",
    "{many} totals are not the sum of their parts": "{many} totalen zijn niet de som van hun delen",
    "{many} cells cannot be protected in this table": "{many} cellen zijn in deze tabel niet te beschermen",
    "What is known of earlier releases, or the table itself, leaves too little to withhold":
        "Wat al bekend is, of de tabel zelf, laat te weinig over om weg te laten",
    "Publish fewer dimensions, or wider classes": "Publiceer minder dimensies, of ruimere klassen",
    "A threshold of {threshold} leaves nothing out": "Een drempel van {threshold} laat niets weg",
    "This is no crossed table of counts": "Dit is geen kruistabel van aantallen",
    "Put names in the first column and whole numbers in the others":
        "Zet namen in de eerste kolom en hele getallen in de andere",
    "row {row}, {column}: {cell!r} is no count": "rij {row}, {column}: {cell!r} is geen aantal",
    "{name}: {cell!r} is no count": "{name}: {cell!r} is geen aantal",
    "The earlier table has other rows or columns": "De eerdere tabel heeft andere rijen of kolommen",
    "The earlier counts have other rows or columns": "De eerdere aantallen hebben andere rijen of kolommen",
    "Give the same, with a last one {total}": "Geef dezelfde, met als laatste {total}",
    "The earlier table holds what is no count": "In de eerdere tabel staat iets dat geen aantal is",
    "{name}: {before} then, {after} now": "{name}: toen {before}, nu {after}",
    "The earlier table shows other numbers: their difference would be published too":
        "De eerdere tabel toont andere getallen: het verschil zou ook worden gepubliceerd",
    "Give the counts of then as well, with --earlier-counts": "Geef ook de aantallen van toen, met --earlier-counts",
    "A table has dimensions and counts from zero on": "Een tabel heeft dimensies, en aantallen vanaf nul",
    "Groups must hold every place once": "In de groepen hoort elke plaats één keer te staan",
    "margins": "marges",
    "The table has more classes than can be numbered": "De tabel heeft meer klassen dan er te nummeren zijn",
    "More columns than every margin can be made of": "Meer kolommen dan waarvan elke marge te maken is",
    "Leave some out": "Laat er enkele weg",
    "A code or a count lies below zero": "Een code of een aantal ligt onder nul",
    "There are small cells that cannot be protected": "Er zijn kleine cellen die niet te beschermen zijn",
    "Too few persons differ from them": "Te weinig personen verschillen ervan",
    "Publish fewer columns, or wider classes": "Publiceer minder kolommen, of ruimere klassen",
}  # fmt: skip
