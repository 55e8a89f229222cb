"""days and bounces: the day of a subscriber's weekly letter, and letters that came back"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds `subscribers.weekday`, Monday for everybody who is here, and the table `bounces`."""
    with op.batch_alter_table('subscribers', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('weekday', sa.Integer(), nullable=False, server_default='0'))
    op.create_table('bounces',
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('letter', sa.Integer(), nullable=False),
    sa.Column('at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('key', 'letter', name=op.f('pk_bounces'))
    )
