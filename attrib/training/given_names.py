"""Makes `data/given-names.txt` from the U.S. Census Bureau's lists of 1990: `python -m attrib.training.given_names FEMALE MALE`.

FEMALE and MALE are its files dist.female.first and dist.male.first (public domain). Names that both genders bear are left out, names
that are common in other parts of the world added.
"""

from __future__ import annotations

import sys
from pathlib import Path

_SURE = 10
"""How many times as frequent a name must be with one gender as with the other."""

_MORE_FEMALE = """
fatima aisha khadija maryam mariam zainab zeinab noor nour layla leila yasmin hala rania samira salma amina aminata fatou fatoumata mariama awa ngozi chioma
adaeze ifeoma amaka nneka yetunde folake funmilayo wanjiru wambui njeri nyambura akinyi atieno achieng wairimu esi ama akosua abena afia adwoa thandiwe
nomvula nokuthula zanele lindiwe busisiwe thandi priya anjali lakshmi sunita kavita deepa divya pooja neha shreya meera sushma indira sonia aparna nirmala
mei xiu ying yuki yuko keiko akiko noriko sakura haruka naoko michiko eun-ji soo-jin min-ji hye-jin thuy linh huong siti dewi putri sri ratna wati
olga natalia natalya tatiana tatyana svetlana ekaterina elena irina oksana yulia ludmila galina larisa anastasia ksenia daria polina katarzyna agnieszka
malgorzata magdalena joanna ewa zofia jana petra ivana lenka zuzana milena jelena dragana vesna snezana ingrid astrid sigrid solveig kirsten birgit
anneliese ulrike heike silke ursula gudrun francoise brigitte nathalie sylvie amelie mathilde chiara giulia francesca paola lucia ines beatriz catarina
joana leticia fernanda camila valentina ximena guadalupe rocio pilar mercedes ayse fatma emine zeynep elif merve shirin nasrin parisa narges azadeh
"""
_MORE_MALE = """
mohammed muhammad mohamed mohammad mohamad
ahmed ahmad mahmoud mustafa mostafa hassan hussein hossein hussain khaled khalid omar ali abdul abdullah abdallah ibrahim yusuf
youssef karim tariq tarek samir rashid saeed said faisal bilal hamza osama nasser jamal walid ziad bashar mamadou amadou ousmane abdoulaye cheikh moussa
issa boubacar chukwu chinedu emeka obinna ikenna olusegun oluwaseun babatunde femi kwame kofi kwasi kojo yaw kwabena kamau mwangi kipchoge otieno ochieng
njoroge sipho thabo themba mandla bongani tendai tapiwa farai rajesh suresh ramesh mahesh sanjay vijay arjun narendra manmohan amit rahul anil sunil ashok
deepak pradeep vikram krishna wei jun ming hao jian hiroshi kenji takashi shinzo haruto yoshihide kazuo min-ho ji-hoon nguyen minh tuan joko budi agus
bambang sergei sergey vladimir dmitry dmitri aleksandr alexei alexey andrei nikolai mikhail ivan igor oleg yuri yevgeny evgeny viktor boris vadim maxim
konstantin pavel petr jan jakub tomasz krzysztof andrzej piotr pawel grzegorz lech jaroslaw zoltan laszlo istvan gabor milos dragan zoran goran slobodan lars
anders bjorn sven olaf erik magnus mikkel jens jurgen hans klaus wolfgang gunther dieter heinrich uwe jean pierre francois jacques thierry laurent emmanuel
giuseppe giovanni matteo paolo luca joao paulo rodrigo thiago jair luiz andres diego alejandro mehmet mustafa recep kemal murat emre reza mehdi amir
"""


def made(female: str, male: str) -> str:
    """The text of the file, from those of the two lists: a line of names for each gender."""
    women, men = _frequencies(female), _frequencies(male)
    of_women = _sure(women, men) | set(_MORE_FEMALE.split())
    of_men = _sure(men, women) | set(_MORE_MALE.split())
    return f"female: {' '.join(sorted(of_women - of_men))}\nmale: {' '.join(sorted(of_men - of_women))}\n"


def _sure(own: dict[str, float], other: dict[str, float]) -> set[str]:
    return {name for name, share in own.items() if share > _SURE * other.get(name, 0.0) and len(name) > 2}


def _frequencies(text: str) -> dict[str, float]:
    """Share of the population by name, in per cent."""
    return {name.casefold(): float(share) for name, share, *_ in map(str.split, text.splitlines())}


if __name__ == "__main__":
    given = made(*(Path(path).read_text(encoding="ascii") for path in sys.argv[1:3]))
    (Path(__file__).parents[1] / "data" / "given-names.txt").write_text(given, encoding="utf-8")
