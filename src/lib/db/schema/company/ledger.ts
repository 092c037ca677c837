import { sql } from 'drizzle-orm'
import { check, date, index, integer, numeric, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { oneOf } from '../checks.ts'
import { companyTable, keyTo } from './company-table.ts'

export const accountTypes = ['asset', 'liability', 'equity', 'revenue', 'expense'] as const

/** The chart of accounts. */
export const ledgerAccounts = companyTable(
  'ledger_accounts',
  {
    accountNo: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
  },
  (table) => [
    unique('ledger_accounts_tenant_id_id_key').on(table.tenantId, table.id),
    uniqueIndex('ledger_accounts_account_no_key').on(table.tenantId, table.accountNo),
    check('ledger_accounts_type_check', oneOf('type', accountTypes)),
  ],
)

export const ledgerSources = ['sale', 'payment', 'payroll', 'campaign', 'manual'] as const

/** One line of a journal; the lines of one journal_no have as much debit as credit. */
export const ledgerEntries = companyTable(
  'ledger_entries',
  {
    entryNo: integer().notNull(),
    journalNo: text().notNull(),
    postedOn: date().notNull(),
    accountId: uuid().notNull(),
    debit: numeric({ precision: 14, scale: 2 }).notNull().default('0'),
    credit: numeric({ precision: 14, scale: 2 }).notNull().default('0'),
    currency: text().notNull(),
    /** What it was posted for, and the number of that: an order, a month of payroll, a campaign. */
    source: text().notNull(),
    reference: text(),
    description: text(),
  },
  (table) => [
    keyTo(ledgerAccounts, 'ledger_entries_account_fk', [table.tenantId, table.accountId]),
    uniqueIndex('ledger_entries_entry_no_key').on(table.tenantId, table.entryNo),
    index('ledger_entries_posted_on_idx').on(table.tenantId, table.postedOn, table.id),
    index('ledger_entries_account_idx').on(table.tenantId, table.accountId, table.postedOn),
    index('ledger_entries_journal_idx').on(table.tenantId, table.journalNo),
    index('ledger_entries_reference_idx').on(table.tenantId, table.reference),
    check('ledger_entries_source_check', oneOf('source', ledgerSources)),
    check('ledger_entries_side_check', sql`debit >= 0 and credit >= 0 and (debit = 0) <> (credit = 0)`),
  ],
)
