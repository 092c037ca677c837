import type pg from 'pg'
import { buildAttendance } from './attendance.ts'
import { buildCampaigns } from './campaigns.ts'
import { insertCampaigns, insertLedger } from './inserts/money.ts'
import { insertAttendance, insertPayroll, insertStaff } from './inserts/people.ts'
import { insertClientScopes, insertScopes, insertSuppliers } from './inserts/procurement.ts'
import { insertPurchases } from './inserts/purchases.ts'
import { insertScouting } from './inserts/scouting.ts'
import { insertRfps } from './inserts/sourcing.ts'
import { insertSpending } from './inserts/spending.ts'
import { insertInventory, insertLocations } from './inserts/stock.ts'
import { insertSupplierContacts, insertSupplierItems } from './inserts/supplier-terms.ts'
import { insertCustomers, insertProducts, insertSales } from './inserts/trade.ts'
import { buildLedger } from './ledger.ts'
import { readOrderLines } from './order-lines.ts'
import { buildPayroll } from './payroll.ts'
import { buildStaff } from './people.ts'
import { buildClientScopes, buildScopes, buildSuppliers } from './procurement.ts'
import { buildPurchases, deliveriesByReceipt } from './purchases.ts'
import { buildRecentPurchases } from './recent-purchases.ts'
import { buildRfps } from './sourcing.ts'
import { buildInventory } from './stock.ts'
import { buildSupplierContacts, buildSupplierItems } from './supplier-terms.ts'
import { buildCustomers, buildProducts, buildSales } from './trade.ts'

/**
 * Fills the tenant with the sample company's books, in the caller's transaction; `userId` wrote them. The books end in
 * 2017; what was bought since then is of the twelve months before `today`.
 */
export async function insertSampleCompany(
  client: pg.ClientBase,
  tenantId: string,
  userId: string,
  today = new Date().toISOString().slice(0, 10),
): Promise<void> {
  const lines = await readOrderLines()
  const products = buildProducts(lines)
  const sales = buildSales(lines, products)
  const customerIds = await insertCustomers(client, tenantId, buildCustomers(lines))
  const productIds = await insertProducts(client, tenantId, products)
  const salesAreIn = insertSales(client, tenantId, sales, customerIds, productIds)
  // Built while the server is busy with the sales.
  const inventory = buildInventory(products, sales)
  const staff = buildStaff()
  const attendance = buildAttendance(staff)
  const payroll = buildPayroll(staff, attendance)
  const categories = new Map(products.map(({ key, category }) => [key, category]))
  const campaigns = buildCampaigns(sales, ({ productKey }) => categories.get(productKey)!)
  const ledger = buildLedger(sales, payroll, campaigns)
  await salesAreIn
  const staffIds = await insertStaff(client, tenantId, staff)
  await insertAttendance(client, tenantId, attendance, staffIds)
  await insertPayroll(client, tenantId, payroll, staffIds)
  await insertCampaigns(client, tenantId, campaigns)
  await insertLedger(client, tenantId, ledger)
  const suppliers = buildSuppliers(products)
  const scopes = buildScopes()
  const supplierIds = await insertSuppliers(client, tenantId, suppliers)
  await insertSupplierContacts(client, tenantId, buildSupplierContacts(suppliers), supplierIds)
  const prices = buildSupplierItems(suppliers, products)
  await insertSupplierItems(client, tenantId, prices, { supplierIds, productIds })
  const locationIds = await insertLocations(client, tenantId)
  const earlier = buildPurchases(inventory, products, suppliers, today)
  const recent = buildRecentPurchases(inventory, products, suppliers, {
    ...{ today, orders: earlier.length },
    deliveries: earlier.filter(({ deliveryNo }) => deliveryNo !== null).length,
  })
  const purchases = [...earlier, ...recent.purchases]
  const bought = { supplierIds, productIds, locationIds, createdBy: userId }
  const deliveryIds = await insertPurchases(client, tenantId, purchases, bought)
  const receipts = deliveriesByReceipt(purchases)
  await insertInventory(client, tenantId, recent.inventory, {
    ...{ productIds, locationIds, deliveryIds, receipts },
    createdBy: userId,
  })
  const scopeIds = await insertScopes(client, tenantId, scopes, userId)
  const known = { scopeIds, supplierIds, createdBy: userId }
  await insertClientScopes(client, tenantId, buildClientScopes(scopes), known)
  await insertRfps(client, tenantId, buildRfps(scopes, suppliers), known)
  await insertSpending(client, tenantId, userId)
  await insertScouting(client, tenantId, userId)
}
