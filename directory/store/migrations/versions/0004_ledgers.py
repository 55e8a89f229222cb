"""ledgers: what a letter accounts for stands in its own row, no more a row an event"""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds `events`, `shown` and `last_event` to `letters`, fills them from `letter_events` and drops that table."""
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.add_column(sa.Column('events', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('shown', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('last_event', sa.Integer(), nullable=False, server_default='0'))
        batch_op.drop_index('ix_letters_subscriber')
        batch_op.create_index('ix_letters_told', ['subscriber', 'last_event'], unique=False)
    _pack(op.get_bind())
    op.drop_table('letter_events')


def _pack(connection: sa.Connection) -> None:
    """Writes the events of every letter into its row: "alert:event event;alert:event"."""
    told = sa.text('SELECT letter, alert, event, shown FROM letter_events ORDER BY letter, alert, event')
    write = sa.text('UPDATE letters SET events = :events, shown = :shown, last_event = :last WHERE id = :id')
    for letter, rows in groupby(connection.execute(told).all(), key=lambda row: row.letter):
        mine = list(rows)
        parts = (
            f"{alert}:{' '.join(str(row.event) for row in some)}"
            for alert, some in groupby(mine, key=lambda row: row.alert)
        )
        values = {'id': letter, 'events': ';'.join(parts), 'last': max(row.event for row in mine)}
        shown = ' '.join(str(row.event) for row in mine if row.shown)
        connection.execute(write, {**values, 'shown': shown})
