"""ways: letters go other ways than mail, each chosen by its subscriber"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None
KINDS = "kind IN ('letter', 'confirm', 'question', 'broken', 'welcome')"


def upgrade() -> None:
    """Adds the table `ways`, `subscribers.mail` (true for everybody who is here) and `letters.way` (none: by mail)."""
    text, moment = sqlmodel.sql.sqltypes.AutoString(), sqlmodel.sql.sqltypes.UTCDateTime()
    op.create_table('ways',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subscriber', sa.Integer(), nullable=False),
    sa.Column('name', text, nullable=False),
    sa.Column('destination', text, nullable=False),
    sa.Column('created_at', moment, nullable=False),
    sa.Column('stopped_at', moment, nullable=True),
    sa.Column('words', text, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ways')),
    sa.UniqueConstraint('subscriber', 'name', 'destination', name=op.f('uq_ways_subscriber_name_destination')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_ways_destination', 'ways', ['name', 'destination'])
    with op.batch_alter_table('subscribers', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('mail', sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table('letters', schema=None) as batch_op:
        batch_op.add_column(sa.Column('way', sa.Integer(), nullable=True))
        batch_op.drop_constraint('kind', type_='check')
        batch_op.create_check_constraint('kind', KINDS)
