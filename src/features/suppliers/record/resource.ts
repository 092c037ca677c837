import { suppliers as dataset } from '#src/features/datasets/catalog/procurement/suppliers.ts'
import type { Principal } from '#src/lib/context.ts'
import type { ContactResource } from '../contacts/schema.ts'
import { shownTo } from '../fields/shown.ts'
import type { PriceResource } from '../prices/schema.ts'
import { movesFor } from './access.ts'
import type { SupplierStatus } from './moves.ts'
import type { SupplierRow } from './repository.ts'
import type { SupplierResource } from './schema.ts'

interface Parts {
  contacts?: ContactResource[]
  items?: PriceResource[]
}

export function toSupplier(principal: Principal, row: SupplierRow, parts: Parts = {}): SupplierResource {
  const shown = shownTo(principal, dataset)
  const self = `/api/v3/suppliers/${row.id}`
  return {
    id: row.id,
    supplier_no: row.supplierNo,
    name: row.name,
    status: row.status as SupplierStatus,
    tier: row.tier as SupplierResource['tier'],
    category: row.category,
    tags: row.tags,
    country: row.country,
    currency: row.currency,
    payment_days: row.paymentDays,
    lead_time_days: row.leadTimeDays,
    rating: row.rating === null ? null : Number(row.rating),
    tax_id: shown('tax_id', row.taxId),
    iban: shown('iban', row.iban),
    certificates: row.certificates,
    notes: row.notes,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    legal_moves: movesFor(principal, row.status as SupplierStatus),
    ...parts,
    links: { self, contacts: `${self}/contacts`, items: `${self}/items` },
  }
}
