"""Who wrote it and when, on pages in the ten languages: labels, roles, joinings and reading times of each.

All pages, names and towns are written for these tests.
"""

from __future__ import annotations

import pytest

from natodocs import parse

PROSE = {
    "en": [
        "The council of Harbury has decided to keep the old bridge over the river for another ten years, although the engineers had asked for a new one since the last flood.",
        "For the people on the other bank this means that the ferry will go on running every morning, and that the market will stay where it has always been.",
        "The mayor said that the money would be found in the next budget, and that nobody should worry about the price of the tickets before the summer.",
    ],
    "de": [
        "Der Stadtrat von Harburg an der Mole hat beschlossen, die alte Brücke über den Fluss noch zehn Jahre stehen zu lassen, obwohl die Ingenieure seit dem letzten Hochwasser eine neue verlangen.",
        "Für die Leute am anderen Ufer bedeutet das, dass die Fähre weiter jeden Morgen fährt und dass der Markt bleibt, wo er immer gewesen ist.",
        "Die Bürgermeisterin sagte, das Geld werde im nächsten Haushalt gefunden, und niemand müsse sich vor dem Sommer um den Preis der Fahrkarten sorgen.",
    ],
    "fr": [
        "Le conseil municipal de Moulin-sur-Orbe a décidé de garder le vieux pont sur la rivière pendant dix ans encore, alors que les ingénieurs en demandent un nouveau depuis la dernière crue.",
        "Pour les habitants de l'autre rive, cela veut dire que le bac continuera de passer chaque matin et que le marché restera là où il a toujours été.",
        "La maire a dit que l'argent serait trouvé dans le prochain budget et que personne ne devait s'inquiéter du prix des billets avant l'été.",
    ],
    "es": [
        "El ayuntamiento de Villaserena del Puente ha decidido conservar el viejo puente sobre el río durante otros diez años, aunque los ingenieros piden uno nuevo desde la última riada.",
        "Para los vecinos de la otra orilla esto significa que la barca seguirá pasando cada mañana y que el mercado se quedará donde siempre ha estado.",
        "La alcaldesa dijo que el dinero saldrá del próximo presupuesto y que nadie debe preocuparse por el precio de los billetes antes del verano.",
    ],
    "it": [
        "Il consiglio comunale di Pontelungo ha deciso di tenere il vecchio ponte sul fiume per altri dieci anni, anche se gli ingegneri ne chiedono uno nuovo dall'ultima piena.",
        "Per gli abitanti dell'altra riva questo vuol dire che il traghetto continuerà a passare ogni mattina e che il mercato resterà dove è sempre stato.",
        "La sindaca ha detto che i soldi si troveranno nel prossimo bilancio e che nessuno deve preoccuparsi del prezzo dei biglietti prima dell'estate.",
    ],
    "pt": [
        "A câmara de Vila Serena da Ponte decidiu manter a velha ponte sobre o rio por mais dez anos, embora os engenheiros peçam uma nova desde a última cheia.",
        "Para os moradores da outra margem isto quer dizer que a barca vai continuar a passar todas as manhãs e que o mercado fica onde sempre esteve.",
        "A presidente da câmara disse que o dinheiro será encontrado no próximo orçamento e que ninguém deve preocupar-se com o preço dos bilhetes antes do verão.",
    ],
    "nl": [
        "De gemeenteraad van Bruggendam heeft besloten de oude brug over de rivier nog tien jaar te laten staan, hoewel de ingenieurs sinds de laatste overstroming om een nieuwe vragen.",
        "Voor de mensen op de andere oever betekent dit dat de veerboot elke ochtend blijft varen en dat de markt blijft waar hij altijd is geweest.",
        "De burgemeester zei dat het geld in de volgende begroting wordt gevonden en dat niemand zich voor de zomer zorgen hoeft te maken over de prijs van de kaartjes.",
    ],
    "pl": [
        "Rada miasta Mostowo Dolne postanowiła zachować stary most na rzece przez następne dziesięć lat, chociaż inżynierowie od ostatniej powodzi domagają się nowego.",
        "Dla mieszkańców drugiego brzegu oznacza to, że prom nadal będzie pływał każdego ranka, a targ zostanie tam, gdzie zawsze był.",
        "Burmistrz powiedziała, że pieniądze znajdą się w następnym budżecie i że przed latem nikt nie powinien martwić się o ceny biletów.",
    ],
    "ru": [
        "Городской совет Нижнего Мостова решил сохранить старый мост через реку ещё на десять лет, хотя инженеры после последнего наводнения просят построить новый.",
        "Для жителей другого берега это значит, что паром по-прежнему будет ходить каждое утро, а рынок останется там, где он был всегда.",
        "Мэр сказала, что деньги найдут в следующем бюджете и что до лета никому не нужно беспокоиться о цене билетов.",
    ],
    "tr": [
        "Köprüova belediye meclisi, mühendisler son selden beri yenisini istese de nehrin üzerindeki eski köprüyü on yıl daha korumaya karar verdi.",
        "Karşı kıyıda yaşayanlar için bu, vapurun her sabah kalkmaya devam edeceği ve pazarın her zaman olduğu yerde kalacağı anlamına geliyor.",
        "Belediye başkanı, paranın gelecek bütçede bulunacağını ve yazdan önce kimsenin bilet fiyatları için endişelenmemesi gerektiğini söyledi.",
    ],
}
TITLE = {
    "en": "Harbury keeps its old bridge for ten more years",
    "de": "Die alte Brücke bleibt noch zehn Jahre stehen",
    "fr": "Le vieux pont restera encore dix ans",
    "es": "El viejo puente se queda diez años más",
    "it": "Il vecchio ponte resta per altri dieci anni",
    "pt": "A velha ponte fica por mais dez anos",
    "nl": "De oude brug blijft nog tien jaar staan",
    "pl": "Stary most zostanie jeszcze dziesięć lat",
    "ru": "Старый мост останется ещё на десять лет",
    "tr": "Eski köprü on yıl daha yerinde kalacak",
}

# language, what stands below the headline, the authors, the day of publication, the day of the last change
HEADS = [
    ("en", ["By Ada Lund and Per Moe, Staff Writers", "Published 3 May 2021, 5 min read"], ["Ada Lund", "Per Moe"], "2021-05-03", None),
    ("en", ["First published: May 3, 2021 16:38 GMT", "Last updated: May 5, 2021", "Words: Ada Lund"], ["Ada Lund"], "2021-05-03", "2021-05-05"),
    ("en", ["Ada Lund", "Harbour Correspondent", "May 3, 2021 • 4 min read"], ["Ada Lund"], "2021-05-03", None),
    ("en", ["May 3, 2021 | Ada Lund | Leave a comment"], ["Ada Lund"], "2021-05-03", None),
    ("en", ["Ada Lund, Per Moe", "03/05/2021 - 16:38 GMT+1"], ["Ada Lund", "Per Moe"], "2021-05-03", None),
    ("en", ["Posted on May 3, 2021May 4, 2021 by harbour_cat"], ["harbour_cat"], "2021-05-03", None),
    ("en", ["Associated Press", "May 3, 2021"], ["Associated Press"], "2021-05-03", None),
    ("de", ["Von Katharina Lund und Peter Moe, Harburg", "Veröffentlicht am 3. Mai 2021, 16:38 Uhr | Lesezeit: 4 Minuten"], ["Katharina Lund", "Peter Moe"], "2021-05-03", None),
    ("de", ["Erstellt: 03.05.2021 Aktualisiert: 05.05.2021, 10:12 Uhr", "Von: Katharina Lund"], ["Katharina Lund"], "2021-05-03", "2021-05-05"),
    ("de", ["3. Mai 2021 Katharina Lund Schreibe einen Kommentar"], ["Katharina Lund"], "2021-05-03", None),
    ("de", ["Ein Kommentar von", "Katharina Lund", "Korrespondentin", "3.5.2021, 7:00 Uhr"], ["Katharina Lund"], "2021-05-03", None),
    ("de", ["Stand: 03.05.2021 16:38 Uhr", "Katharina Lund, Redakteurin"], ["Katharina Lund"], "2021-05-03", None),
    ("fr", ["Par Claire Lundin et Pierre Mohr (avec AFP)", "Publié le 3 mai 2021 à 16h38, mis à jour le 5 mai 2021 à 10h12"], ["Claire Lundin", "Pierre Mohr"], "2021-05-03", "2021-05-05"),
    ("fr", ["De notre correspondante à Oslo, Claire Lundin", "3 mai 2021 - Temps de lecture : 4 min"], ["Claire Lundin"], "2021-05-03", None),
    ("fr", ["Claire Lundin | lundi 3 mai 2021 à 09h08"], ["Claire Lundin"], "2021-05-03", None),
    ("fr", ["Propos recueillis par Claire Lundin", "Publié le 03/05/2021 à 16:38"], ["Claire Lundin"], "2021-05-03", None),
    ("es", ["Por Carmen Lundín y Pedro Mora", "Publicado el 3 de mayo de 2021", "Actualizado el 5 de mayo de 2021"], ["Carmen Lundín", "Pedro Mora"], "2021-05-03", "2021-05-05"),
    ("es", ["Carmen Lundín", "Corresponsal", "3 de mayo de 2021 16:38h"], ["Carmen Lundín"], "2021-05-03", None),
    ("es", ["Escribe Carmen Lundín", "3 de mayo de 2021 | Tiempo de lectura: 4 min"], ["Carmen Lundín"], "2021-05-03", None),
    ("es", ["Carmen Lundín | EFE", "03/05/2021 16:38"], ["Carmen Lundín"], "2021-05-03", None),
    ("it", ["di Chiara Lundini e Pietro Mori", "3 maggio 2021 alle 16:38", "Ultimo aggiornamento: 5 maggio 2021"], ["Chiara Lundini", "Pietro Mori"], "2021-05-03", "2021-05-05"),
    ("it", ["dal nostro inviato Pietro Mori", "Pubblicato il 3 maggio 2021"], ["Pietro Mori"], "2021-05-03", None),
    ("it", ["A cura di Chiara Lundini", "03 Maggio 2021 - 4 minuti di lettura"], ["Chiara Lundini"], "2021-05-03", None),
    ("pt", ["Por Carla Lundes e Pedro Moraes", "03/05/2021 16h38 - Atualizado em 05/05/2021 10h12"], ["Carla Lundes", "Pedro Moraes"], "2021-05-03", "2021-05-05"),
    ("pt", ["Carla Lundes", "Jornalista", "3 de maio de 2021, 16:38"], ["Carla Lundes"], "2021-05-03", None),
    ("pt", ["Publicado por Carla Lundes", "3 de maio de 2021"], ["Carla Lundes"], "2021-05-03", None),
    ("nl", ["Door Anna de Lund en Peter Moes", "3 mei 2021 om 16:38", "Laatste update: 5 mei 2021"], ["Anna de Lund", "Peter Moes"], "2021-05-03", "2021-05-05"),
    ("nl", ["Van onze verslaggever Peter Moes", "Gepubliceerd op 3 mei 2021"], ["Peter Moes"], "2021-05-03", None),
    ("nl", ["Anna de Lund", "Redacteur", "Leestijd: 4 minuten | 3 mei 2021"], ["Anna de Lund"], "2021-05-03", None),
    ("pl", ["Autor: Anna Lundowska", "Opublikowano: 3 maja 2021, 16:38", "Aktualizacja: 5 maja 2021"], ["Anna Lundowska"], "2021-05-03", "2021-05-05"),
    ("pl", ["Anna Lundowska, Piotr Mowski", "03.05.2021 16:38"], ["Anna Lundowska", "Piotr Mowski"], "2021-05-03", None),
    ("pl", ["Anna Lundowska", "Dziennikarka", "3 maja 2021"], ["Anna Lundowska"], "2021-05-03", None),
    ("ru", ["Автор: Анна Лундина", "Опубликовано 3 мая 2021, 16:38", "Обновлено 5 мая 2021"], ["Анна Лундина"], "2021-05-03", "2021-05-05"),
    ("ru", ["Анна Лундина, корреспондент", "3 мая 2021"], ["Анна Лундина"], "2021-05-03", None),
    ("ru", ["Текст: Анна Лундина, Пётр Моев", "03.05.2021 16:38"], ["Анна Лундина", "Пётр Моев"], "2021-05-03", None),
    ("tr", ["Haber: Ayşe Lundoğlu", "Giriş: 03.05.2021 - 16:38 Güncelleme: 05.05.2021 - 10:12"], ["Ayşe Lundoğlu"], "2021-05-03", "2021-05-05"),
    ("tr", ["Ayşe Lundoğlu, Mehmet Moeoğlu", "3 Mayıs 2021 Pazartesi 16:38"], ["Ayşe Lundoğlu", "Mehmet Moeoğlu"], "2021-05-03", None),
    ("tr", ["Anadolu Ajansı", "Yayınlanma tarihi: 3 Mayıs 2021"], ["Anadolu Ajansı"], "2021-05-03", None),
]  # fmt: skip


def page(language: str, head: list[str], foot: list[str] | None = None) -> str:
    return "\n\n".join([TITLE[language], *head, *PROSE[language], *(foot or [])]) + "\n"


@pytest.mark.parametrize(("language", "head", "authors", "published", "modified"), HEADS)
def test_head(
    language: str, head: list[str], authors: list[str], published: str, modified: str | None
) -> None:
    found = parse.page(page(language, head))
    assert [author.name for author in found.byline.authors] == authors if found.byline else not authors
    assert found.published and found.published.value.isoformat()[:10] == published
    assert (found.modified.value.isoformat()[:10] if found.modified else None) == modified
