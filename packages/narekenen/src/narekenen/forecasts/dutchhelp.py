"""The Dutch of what `narekenen forecast --help` says, by its English."""

HELP = {
    "does a table of yearly targets add up, and can it reach its own end date":
        "telt een tabel met jaardoelen op, en is de eigen einddatum ermee te halen",
    "write a workbook that a planner fills": "schrijf een werkboek dat een planner invult",
    "when is it done, how sure is that, and what do the last ones wait for":
        "wanneer is het klaar, hoe zeker is dat, en waarop wachten de laatste",
    "two plans under the same luck: days later, per address and per group":
        "twee plannen met hetzelfde toeval: dagen later, per adres en per groep",
    "lead times out of records, counting what is still open":
        "doorlooptijden uit registraties, waarbij wat nog open is meetelt",
    "what the last months will be once all is registered":
        "wat de laatste maanden worden als alles is geregistreerd",
    "were earlier statements right, beside 'last year again'":
        "kwamen eerdere uitspraken uit, naast 'net als vorig jaar'",
    "yearly targets in XLSX or CSV: year, production, cumulative":
        "jaardoelen in XLSX of CSV: jaar, jaarproductie, afgerond",
    "to be reached": "dat gehaald moet worden",
    "by the end of this year": "aan het einde van dit jaar",
    "everything; left out: the highest total": "alles; weggelaten: het hoogste totaal",
    "the plan, in XLSX or TOML (narekenen forecast template makes one)":
        "het plan, in XLSX of TOML (narekenen forecast template maakt er een)",
    "equal seeds give equal results": "hetzelfde zaad geeft dezelfde uitkomst",
    "repeat for more shares": "herhaal dit voor meer delen",
    "yearly targets: how likely are they met": "jaardoelen: hoe groot is de kans dat ze gehaald worden",
    "what the last addresses wait for": "waarop de laatste adressen wachten",
    "never changes the result": "verandert de uitkomst nooit",
    "a plan, in XLSX or TOML": "een plan, in XLSX of TOML",
    "the same plan with other assumptions": "hetzelfde plan met andere aannames",
    "both plans meet the same luck": "beide plannen treffen hetzelfde toeval",
    "the workbook to write; --lang decides the names of its columns":
        "het werkboek dat geschreven wordt; --lang bepaalt de namen van de kolommen",
    "cases in XLSX or CSV: start and end, the end empty while it is open":
        "gevallen in XLSX of CSV: start en einde, het einde leeg zolang het open is",
    "the day on which this was known": "de dag waarop dit bekend was",
    "the register holds what was open then": "het register bevat wat toen open was",
    "a fit for each value of this column": "een schatting voor elke waarde van deze kolom",
    "statements: issued, quantity, period, low, high, actual":
        "uitspraken: datum, grootheid, periode, laag, hoog, uitkomst",
    "published values: date, metric, value": "gepubliceerde waarden: datum, maat, waarde",
    "which metric of the history a quantity is, for 'last year again'":
        "welke maat van de geschiedenis een grootheid is, voor 'net als vorig jaar'",
    "to be finished": "dat klaar moet zijn",
    "cases in XLSX or CSV: happened and registered": "gevallen in XLSX of CSV: gebeurd en geregistreerd",
    "months that are looked back": "maanden die wordt teruggekeken",
    "months after which all is registered": "maanden waarna alles is geregistreerd",
    "places per stage, region and quarter under a budget: proposed by a linear programme, decided by simulation":
        "plaatsen per fase, regio en kwartaal bij een budget: een lineair model stelt voor, simulatie beslist",
    "the plan, in XLSX or TOML": "het plan, in XLSX of TOML",
    "stage, cost, lowest, highest, change": "fase, kosten, laagst, hoogst, verandering",
    "per quarter; left out: what the plan itself spends": "per kwartaal; weggelaten: wat het plan zelf uitgeeft",
    "take nothing that makes one region later": "neem niets over wat een regio later maakt",
    "issue a forecast that never changes: scope ledger, bridge from the one before, scored farewell to it":
        "breng een prognose uit die nooit verandert: logboek van de omvang, brug vanaf de vorige, afscheid met score",
    "one folder per programme; the newest vintage in it is the one before":
        "één map per programma; de nieuwste prognose daarin is de vorige",
    "the day of issue": "de dag van uitgifte",
    "what was finished: year, actual": "wat klaar kwam: jaar, gerealiseerd",
    "how much longer than planned comparable projects took (reference class), at P50 and P80":
        "hoeveel langer dan gepland vergelijkbare projecten duurden (referentieklasse), bij P50 en P80",
    "projects: project, start, planned, and ended or known_on":
        "projecten: project, start, gepland, en klaar of bekend_op",
    "what was known on this day": "wat op deze dag bekend was",
    "a class for each value of this column": "een klasse voor elke waarde van deze kolom",
    "of one's own plan": "van het eigen plan",
    "the planned end of one's own plan": "het geplande einde van het eigen plan",
    "scope ledger: reason, change, left_out, which": "logboek van de omvang: reden, verschil, buiten, welke",
}  # fmt: skip
