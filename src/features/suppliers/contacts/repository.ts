import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { supplierContacts } from '#src/lib/db/schema/company/suppliers.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export type ContactRow = typeof supplierContacts.$inferSelect
export type NewContact = typeof supplierContacts.$inferInsert

/** The main contact first, then by name. */
export async function findContacts(tx: Tx, supplierId: string): Promise<ContactRow[]> {
  return tx
    .select()
    .from(supplierContacts)
    .where(eq(supplierContacts.supplierId, supplierId))
    .orderBy(desc(supplierContacts.isPrimary), asc(supplierContacts.name), asc(supplierContacts.id))
}

/** Makes these the supplier's contacts: those with an id are changed, others added, and the rest deleted. */
export async function storeContacts(tx: Tx, supplierId: string, contacts: NewContact[]): Promise<void> {
  const kept = contacts.flatMap(({ id }) => id ?? [])
  await tx
    .delete(supplierContacts)
    .where(
      and(
        eq(supplierContacts.supplierId, supplierId),
        kept.length > 0 ? notInArray(supplierContacts.id, kept) : undefined,
      ),
    )
  if (contacts.length === 0) return
  // The index allows one main contact at any time, so the former one steps back first.
  if (kept.length > 0)
    await tx.update(supplierContacts).set({ isPrimary: false }).where(inArray(supplierContacts.id, kept))
  await tx
    .insert(supplierContacts)
    .values(contacts.map((contact) => ({ ...contact, id: contact.id ?? sql`uuidv7()` })))
    .onConflictDoUpdate({
      target: supplierContacts.id,
      set: {
        name: sql`excluded.name`,
        role: sql`excluded.role`,
        email: sql`excluded.email`,
        phone: sql`excluded.phone`,
        isPrimary: sql`excluded.is_primary`,
        updatedAt: sql`now()`,
      },
    })
}
