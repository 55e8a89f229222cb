"""mail that cannot be stopped: when a subscriber stopped, and what the server said of a barred address"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds when somebody stopped, and what was said when an address was barred; no id is given twice from here on."""
    with op.batch_alter_table('subscribers', schema=None, table_kwargs={'sqlite_autoincrement': True}) as batch_op:
        batch_op.add_column(sa.Column('stopped_at', sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    with op.batch_alter_table('suppressions', schema=None) as batch_op:
        batch_op.add_column(
            sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='')
        )
