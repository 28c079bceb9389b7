"""What is wrong with a file of ballots, in both languages: the sentences of `tracker.rules.counting`, to be translated."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from tracker.rules.counting import Fault

FAULTS: Mapping[Fault, LazyString] = {
    Fault.NOT_TEXT: _l("this is not text in UTF-8; save the file as UTF-8 and try again"),
    Fault.LINE_TOO_LONG: _l("this line is longer than %(most)s characters: the file holds something else than rankings"),
    Fault.TOO_MANY_RANKINGS: _l("there are more than %(most)s different rankings up to here"),
    Fault.TOO_MANY_CANDIDATES: _l("%(given)s candidates are more than can be counted; the most is %(most)s"),
    Fault.EMPTY_FILE: _l("the file is empty"),
    Fault.FIRST_LINE: _l("the first line says how many candidates and how many places, such as 4 1, not %(given)s"),
    Fault.CUT_OFF_IN_BALLOTS: _l("the file is cut off: it ends before the 0 that closes the ballots"),
    Fault.CUT_OFF_IN_BALLOT: _l("this ballot is cut off: it lacks the 0 at its end that other ballots have"),
    Fault.CUT_OFF_IN_NAMES: _l("the file is cut off: it names %(given)s of %(expected)s candidates"),
    Fault.CUT_OFF_IN_A_NAME: _l("the file is cut off, or its title is missing: the last name may be incomplete"),
    Fault.END_INSIDE: _l("a 0 ends a ballot, and more follows on this line; give each ballot its own line, a rank left out as -"),
    Fault.AFTER_THE_TITLE: _l("nothing stands after the title but a source and a comment, yet there is %(given)s"),
    Fault.NOT_A_COUNT: _l("a ballot begins with the count of its papers, a whole number from 1, not %(given)s"),
    Fault.NOT_A_PREFERENCE: _l("a preference is the number of a candidate, 2=3 for equal ones or - for none, not %(given)s"),
    Fault.UNKNOWN_NUMBER: _l("there is no candidate %(given)s: they are numbered from 1 to %(most)s"),
    Fault.UNKNOWN_CANDIDATE: _l("there is no candidate %(given)s"),
    Fault.RANKED_TWICE: _l("candidate %(given)s is ranked twice on one ballot"),
    Fault.RANK_OUT_OF_RANGE: _l("the rank %(given)s is out of range: with so many candidates it is from 1 to %(most)s"),
    Fault.NOT_A_RANK: _l("a rank is a whole number, not %(given)s"),
    Fault.WITHDRAWN_AFTER_BALLOTS: _l("candidates who withdrew stand before the first ballot, not here: %(given)s"),
    Fault.ALL_WITHDRAWN: _l("every candidate withdrew: there is nobody to count for"),
    Fault.NAME_MISSING: _l("the name is empty"),
    Fault.NAME_TWICE: _l("two candidates are called %(given)s: their votes could not be told apart"),
    Fault.NAME_NOT_CLOSED: _l("the quotation mark is not closed: %(given)s"),
    Fault.NO_COLUMNS: _l("no column holds rankings: head a column for each choice Choice 1, Choice 2, or with each candidate's name"),
    Fault.COLUMN_TWICE: _l("two columns are headed %(given)s"),
    Fault.NO_SUCH_COLUMN: _l("no column is headed %(given)s"),
    Fault.TOO_MANY_CELLS: _l("this row has more cells than the first row has headings"),
    Fault.QUOTES: _l("the quotation marks do not match: %(given)s"),
}
