import { and, asc, desc, eq, isNotNull } from 'drizzle-orm'
import { rfpInvitations } from '#src/lib/db/schema/company/sourcing.ts'
import { supplierContacts } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

/** Whom to write at each invited supplier: its main contact with an address, or the first one that has any. */
export async function findRecipients(tx: Tx, rfpId: string): Promise<Map<string, string>> {
  const found = await tx
    .select({ supplierId: supplierContacts.supplierId, email: supplierContacts.email })
    .from(rfpInvitations)
    .innerJoin(supplierContacts, eq(supplierContacts.supplierId, rfpInvitations.supplierId))
    .where(and(eq(rfpInvitations.rfpId, rfpId), isNotNull(supplierContacts.email)))
    .orderBy(desc(supplierContacts.isPrimary), asc(supplierContacts.id))
  const recipients = new Map<string, string>()
  for (const { supplierId, email } of found)
    if (email && !recipients.has(supplierId)) recipients.set(supplierId, email)
  return recipients
}
