import pg from 'pg'
import { insertTenant, insertUsers } from './sample/accounts.ts'
import { insertSampleCompany } from './sample/company/company.ts'
import { timeZone } from './sample/company/trade.ts'

const email = 'admin@waybill.local'

/**
 * Loads the sample company into a database that has no tenant yet and makes the first admin, whose
 * one-time password is told only here. Null where there is a tenant already. All or nothing.
 */
export async function seedSampleCompany(
  ownerUrl: string,
): Promise<{ email: string; password: string } | null> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'waybill seed' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('waybill.seed'))`)
    const { rowCount } = await client.query('select from tenants limit 1')
    if (rowCount) {
      await client.query('rollback')
      return null
    }
    const tenantId = await insertTenant(client, 'Sample company', timeZone)
    const firstAdmin = { email, firstName: 'First', lastName: 'Admin', role: 'super_admin' } as const
    const [admin] = await insertUsers(client, tenantId, [{ ...firstAdmin, passwordIsTemporary: true }])
    await insertSampleCompany(client, tenantId, admin!.id)
    await client.query('commit')
    await client.query('analyze')
    return { email, password: admin!.password }
  } finally {
    await client.end()
  }
}
