import { accountTypes, ledgerSources } from '#src/lib/db/schema/company/ledger.ts'
import type { Dataset } from '../definition/definition.ts'
import { choiceFilter, idsFilter, valuesFilter } from '../definition/filters.ts'
import { amountRange, dateRange } from '../definition/ranges.ts'
import { columnsBehind, indexedColumns, searchFilter } from '../definition/search.ts'

export const financial: Dataset = {
  key: 'financial',
  label: 'Financial',
  description: 'Every ledger line: date, account, debit or credit, and description.',
  permission: 'datasets.financial.read',
  canBeHandedOn: false,
  from: 'ledger_entries l left join ledger_accounts a on a.id = l.account_id',
  primaryKey: ['l.id'],
  columns: [
    { key: 'entry_no', label: 'Entry', type: 'integer', sql: 'l.entry_no', addsUp: false },
    { key: 'journal_no', label: 'Journal', type: 'text', sql: 'l.journal_no' },
    { key: 'posted_on', label: 'Posted on', type: 'date', sql: 'l.posted_on' },
    { key: 'account_no', label: 'Account no.', type: 'text', sql: 'a.account_no' },
    { key: 'account_name', label: 'Account', type: 'text', sql: 'a.name' },
    { key: 'account_type', label: 'Account type', type: 'text', sql: 'a.type' },
    { key: 'debit', label: 'Debit', type: 'money', scale: 2, sql: 'l.debit' },
    { key: 'credit', label: 'Credit', type: 'money', scale: 2, sql: 'l.credit' },
    { key: 'currency', label: 'Currency', type: 'text', sql: 'l.currency' },
    { key: 'source', label: 'Source', type: 'text', sql: 'l.source' },
    { key: 'reference', label: 'Reference', type: 'text', sql: 'l.reference' },
    { key: 'description', label: 'Description', type: 'text', sql: 'l.description' },
    { key: 'created_at', label: 'Created', type: 'timestamp', sql: 'l.created_at' },
    { key: 'updated_at', label: 'Updated', type: 'timestamp', sql: 'l.updated_at' },
    { key: 'id', label: 'ID', type: 'text', sql: 'l.id' },
  ],
  filters: [
    searchFilter(
      [
        indexedColumns('l.id', 'search_ledger_entries', ['l.journal_no', 'l.reference', 'l.description']),
        columnsBehind('l.account_id', { from: 'ledger_accounts a', id: 'a.id' }, ['a.account_no', 'a.name']),
      ],
      'Journal, reference, description or account',
    ),
    choiceFilter('source', 'Source', 'l.source', ledgerSources),
    ...dateRange('Posted', 'l.posted_on'),
    // One of the two sides is 0.
    ...amountRange('Amount', '(l.debit + l.credit)'),
    choiceFilter('account_type', 'Account type', 'a.type', accountTypes),
    valuesFilter('account_no', 'Account no.', 'a.account_no'),
    valuesFilter('journal_no', 'Journal', 'l.journal_no'),
    valuesFilter('reference', 'Reference', 'l.reference'),
    valuesFilter('currency', 'Currency', 'l.currency'),
    idsFilter('l.id'),
  ],
  defaultSort: [
    { column: 'posted_on', direction: 'desc' },
    { column: 'entry_no', direction: 'asc' },
  ],
  freshness: { column: 'posted_on', means: 'newest' },
}
