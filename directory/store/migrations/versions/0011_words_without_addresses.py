"""words: what was said of an address that is barred or bounced no longer repeats it"""

import re

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

MAIL = re.compile(r"[\w.+%!#$&'*/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


def upgrade() -> None:
    """Takes mail addresses out of the words of bars, bounces and acts, which outlive the address itself."""
    connection = op.get_bind()
    for name in ('suppressions', 'bounces', 'acts'):
        rows = sa.table(name, sa.column('words', sa.String()))
        for words in connection.execute(sa.select(rows.c.words).where(rows.c.words.contains('@')).distinct()).scalars():
            said = rows.update().where(rows.c.words == words).values(words=MAIL.sub('(address)', words))
            connection.execute(said)
