"""runs: what is otherwise about the answers' shape, the share of postings that state each field, what was lost"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds runs.shape, runs.hint, runs.stated and runs.losses; runs from before have none of them."""
    with op.batch_alter_table('runs', schema=None) as batch_op:
        for name in ('shape', 'hint'):
            batch_op.add_column(
                sa.Column(name, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default='')
            )
        batch_op.add_column(sa.Column('stated', sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column('losses', sa.JSON(none_as_null=True), nullable=True))
