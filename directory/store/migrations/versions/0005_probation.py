"""probation: which version of a spider made a run, which is tried and which is proven"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes room for the versions of spiders; what was there before has none, which puts nobody on probation."""
    with op.batch_alter_table('platforms', schema=None) as batch_op:
        for name in ('trial', 'proven'):
            text = sqlmodel.sql.sqltypes.AutoString()
            batch_op.add_column(sa.Column(name, text, nullable=False, server_default=''))
    with op.batch_alter_table('runs', schema=None) as batch_op:
        batch_op.add_column(sa.Column('spider', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))
