import type pg from 'pg'
import { type Ids, insertRows, timestamps } from '../../insert-rows.ts'
import type { SupplierContact, SupplierItem } from '../supplier-terms.ts'

export async function insertSupplierContacts(
  client: pg.ClientBase,
  tenantId: string,
  contacts: SupplierContact[],
  supplierIds: Ids,
): Promise<void> {
  const types = {
    supplierId: 'uuid',
    name: 'text',
    role: 'text',
    email: 'text',
    phone: 'text',
    isPrimary: 'boolean',
    ...timestamps,
  }
  const rows = contacts.map(({ supplierNo, ...row }) => ({
    ...row,
    supplierId: supplierIds.get(supplierNo)!,
  }))
  await insertRows(client, 'supplier_contacts', tenantId, types, rows)
}

export async function insertSupplierItems(
  client: pg.ClientBase,
  tenantId: string,
  items: SupplierItem[],
  { supplierIds, productIds }: { supplierIds: Ids; productIds: Ids },
): Promise<void> {
  const types = {
    supplierId: 'uuid',
    productId: 'uuid',
    supplierSku: 'text',
    price: 'numeric',
    currency: 'text',
    packSize: 'integer',
    minimumQuantity: 'integer',
    leadTimeDays: 'integer',
    validFrom: 'date',
    validUntil: 'date',
    ...timestamps,
  }
  const rows = items.map(({ supplierNo, productKey, ...row }) => ({
    ...row,
    supplierId: supplierIds.get(supplierNo)!,
    productId: productIds.get(productKey)!,
  }))
  await insertRows(client, 'supplier_items', tenantId, types, rows)
}
