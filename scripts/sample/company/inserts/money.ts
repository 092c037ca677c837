import type pg from 'pg'
import { insertRows, timestamps } from '../../insert-rows.ts'
import type { Campaign } from '../campaigns.ts'
import { accounts, type LedgerEntry } from '../ledger.ts'

export async function insertLedger(
  client: pg.ClientBase,
  tenantId: string,
  entries: LedgerEntry[],
): Promise<void> {
  const accountTypes = { accountNo: 'text', name: 'text', type: 'text' }
  const ids = await insertRows(client, 'ledger_accounts', tenantId, accountTypes, accounts)
  const accountIds = new Map(accounts.map(({ accountNo }, index) => [accountNo, ids[index]!]))
  const types = {
    entryNo: 'integer',
    journalNo: 'text',
    postedOn: 'date',
    accountId: 'uuid',
    debit: 'numeric',
    credit: 'numeric',
    currency: 'text',
    source: 'text',
    reference: 'text',
    description: 'text',
    ...timestamps,
  }
  const rows = entries.map(({ accountNo, ...row }) => ({ ...row, accountId: accountIds.get(accountNo)! }))
  await insertRows(client, 'ledger_entries', tenantId, types, rows)
}

export async function insertCampaigns(
  client: pg.ClientBase,
  tenantId: string,
  campaigns: Campaign[],
): Promise<void> {
  const types = {
    campaignNo: 'text',
    name: 'text',
    channel: 'text',
    status: 'text',
    startsOn: 'date',
    endsOn: 'date',
    category: 'text',
    region: 'text',
    budget: 'numeric',
    spent: 'numeric',
    currency: 'text',
    impressions: 'integer',
    clicks: 'integer',
    orders: 'integer',
    revenue: 'numeric',
    notes: 'text',
    ...timestamps,
  }
  await insertRows(client, 'campaigns', tenantId, types, campaigns)
}
