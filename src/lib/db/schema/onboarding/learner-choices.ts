import { boolean, text, unique, uuid } from 'drizzle-orm/pg-core'
import { users } from '../accounts.ts'
import { companyTable } from '../company/company-table.ts'

/** What a learner decided about their data; without a row they decided nothing. */
export const learnerChoices = companyTable(
  'learner_choices',
  {
    /** As journeys name them. */
    learner: text().notNull(),
    /** Null: somebody of the customer's application. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** Whether what they do may choose their steps. */
    isPersonalised: boolean().notNull(),
  },
  (table) => [unique('learner_choices_learner_key').on(table.tenantId, table.learner)],
)
