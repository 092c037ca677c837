import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import type { Customer, Product, Sale } from '../trade.ts'

const address = { country: 'text', city: 'text', state: 'text', region: 'text', postalCode: 'text' }

export async function insertCustomers(
  client: pg.ClientBase,
  tenantId: string,
  rows: Customer[],
): Promise<Ids> {
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

export async function insertProducts(
  client: pg.ClientBase,
  tenantId: string,
  products: Product[],
): Promise<Ids> {
  const types = {
    sku: 'text',
    name: 'text',
    category: 'text',
    subCategory: 'text',
    unitPrice: 'numeric',
    unitCost: 'numeric',
    currency: 'text',
    status: 'text',
    attributes: 'jsonb',
    ...timestamps,
  }
  const rows = products.map(({ key, ...row }) => row)
  const ids = await insertRows(client, 'products', tenantId, types, rows)
  return new Map(products.map((product, index) => [product.key, ids[index]!]))
}

export async function insertSales(
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
