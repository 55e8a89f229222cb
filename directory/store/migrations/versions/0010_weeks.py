"""weeks: the digest of each country for each week, as it was found"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table `weeks`; weeks from before are not made again."""
    text, moment = sqlmodel.sql.sqltypes.AutoString(), sqlmodel.sql.sqltypes.UTCDateTime()
    op.create_table('weeks',
    sa.Column('country', text, nullable=False),
    sa.Column('name', text, nullable=False),
    sa.Column('made_at', moment, nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('country', 'name', name=op.f('pk_weeks'))
    )
