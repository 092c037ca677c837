import type pg from 'pg'
import { insertRows } from '../insert-rows.ts'
import { readOrderLines } from './order-lines.ts'
import { buildPayroll, buildStaff, type Payment, type Person } from './people.ts'
import { buildInventory, type InventoryItem } from './stock.ts'
import { buildCustomers, buildProducts, buildSales, type Customer, type Product, type Sale } from './trade.ts'

const address = { country: 'text', city: 'text', state: 'text', region: 'text', postalCode: 'text' }
const timestamps = { createdAt: 'timestamptz', updatedAt: 'timestamptz' }

/** Fills the tenant with the sample company's books, in the caller's transaction. */
export async function insertSampleCompany(client: pg.ClientBase, tenantId: string): Promise<void> {
  const lines = await readOrderLines()
  const products = buildProducts(lines)
  const sales = buildSales(lines, products)
  const customerIds = await insertCustomers(client, tenantId, buildCustomers(lines))
  const productIds = await insertProducts(client, tenantId, products)
  const salesAreIn = insertSales(client, tenantId, sales, customerIds, productIds)
  // Built while the server is busy with the sales.
  const inventory = buildInventory(products, sales)
  const staff = buildStaff()
  const payroll = buildPayroll(staff)
  await salesAreIn
  await insertInventory(client, tenantId, inventory, productIds)
  const staffIds = await insertStaff(client, tenantId, staff)
  await insertPayroll(client, tenantId, payroll, staffIds)
}

type Ids = Map<string, string>

async function insertCustomers(client: pg.ClientBase, tenantId: string, rows: Customer[]): Promise<Ids> {
  const types = {
    customerNo: 'text',
    name: 'text',
    segment: 'text',
    email: 'text',
    phone: 'text',
    ...address,
    isActive: 'boolean',
    creditLimit: 'numeric',
    firstOrderDate: 'date',
    lastOrderDate: 'date',
    ...timestamps,
  }
  const ids = await insertRows(client, 'customers', tenantId, types, rows)
  return new Map(rows.map((row, index) => [row.customerNo, ids[index]!]))
}

async function insertProducts(client: pg.ClientBase, tenantId: string, products: Product[]): Promise<Ids> {
  const types = {
    sku: 'text',
    name: 'text',
    category: 'text',
    subCategory: 'text',
    unitPrice: 'numeric',
    unitCost: 'numeric',
    isActive: 'boolean',
    attributes: 'jsonb',
    ...timestamps,
  }
  const rows = products.map(({ key, ...row }) => row)
  const ids = await insertRows(client, 'products', tenantId, types, rows)
  return new Map(products.map((product, index) => [product.key, ids[index]!]))
}

async function insertSales(
  client: pg.ClientBase,
  tenantId: string,
  sales: Sale[],
  customerIds: Ids,
  productIds: Ids,
): Promise<void> {
  const types = {
    lineNo: 'integer',
    orderNo: 'text',
    orderDate: 'date',
    shipDate: 'date',
    shipMode: 'text',
    status: 'text',
    customerId: 'uuid',
    productId: 'uuid',
    ...address,
    quantity: 'integer',
    unitPrice: 'numeric',
    discount: 'numeric',
    amount: 'numeric',
    profit: 'numeric',
    ...timestamps,
  }
  const rows = sales.map(({ customerNo, productKey, ...row }) => {
    return { ...row, customerId: customerIds.get(customerNo)!, productId: productIds.get(productKey)! }
  })
  await insertRows(client, 'sales', tenantId, types, rows)
}

async function insertInventory(
  client: pg.ClientBase,
  tenantId: string,
  items: InventoryItem[],
  productIds: Ids,
): Promise<void> {
  const types = {
    productId: 'uuid',
    warehouse: 'text',
    bin: 'text',
    onHand: 'integer',
    reserved: 'integer',
    reorderPoint: 'integer',
    reorderQuantity: 'integer',
    unitCost: 'numeric',
    lastCountedAt: 'timestamptz',
    ...timestamps,
  }
  const rows = items.map(({ productKey, ...row }) => {
    return { ...row, productId: productIds.get(productKey)! }
  })
  await insertRows(client, 'inventory_items', tenantId, types, rows)
}

async function insertStaff(client: pg.ClientBase, tenantId: string, staff: Person[]): Promise<Ids> {
  const types = {
    employeeNo: 'text',
    firstName: 'text',
    lastName: 'text',
    department: 'text',
    jobTitle: 'text',
    employmentType: 'text',
    personalEmail: 'text',
    hiredOn: 'date',
    leftOn: 'date',
    salary: 'numeric',
    currency: 'text',
    iban: 'text',
    ...timestamps,
  }
  const rows = staff.map(({ pay, ...row }) => row)
  const ids = await insertRows(client, 'staff', tenantId, types, rows)
  return new Map(staff.map((person, index) => [person.employeeNo, ids[index]!]))
}

async function insertPayroll(
  client: pg.ClientBase,
  tenantId: string,
  payroll: Payment[],
  staffIds: Ids,
): Promise<void> {
  const types = {
    staffId: 'uuid',
    periodStart: 'date',
    periodEnd: 'date',
    paidOn: 'date',
    gross: 'numeric',
    tax: 'numeric',
    net: 'numeric',
    currency: 'text',
    iban: 'text',
    status: 'text',
    ...timestamps,
  }
  const rows = payroll.map(({ employeeNo, ...row }) => ({ ...row, staffId: staffIds.get(employeeNo)! }))
  await insertRows(client, 'payroll', tenantId, types, rows)
}
