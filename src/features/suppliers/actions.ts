'use server'

import { answer } from '#src/lib/http/action.ts'
import { changeSupplier } from './commands/change.ts'
import { createSupplier } from './commands/create.ts'
import { replaceContacts } from './commands/replace-contacts.ts'
import { replaceItems } from './commands/replace-items.ts'
import type { ReplaceContactsInput } from './contacts/schema.ts'
import type { DiscoverInput } from './discovery/schema.ts'
import type { ReplaceItemsInput } from './prices/schema.ts'
import { discoverSuppliers } from './queries/discover.ts'
import { findItems } from './queries/find-items.ts'
import type { ChangeSupplierInput, CreateSupplierInput } from './record/schema.ts'

export async function createSupplierAction(input: CreateSupplierInput) {
  return answer(createSupplier, input)
}

/** `version` is the one that the person saw, here and below. */
export async function changeSupplierAction(input: ChangeSupplierInput, version: number) {
  return answer(changeSupplier, input, version)
}

export async function replaceContactsAction(input: ReplaceContactsInput, version: number) {
  return answer(replaceContacts, input, version)
}

export async function replaceItemsAction(input: ReplaceItemsInput, version: number) {
  return answer(replaceItems, input, version)
}

export async function discoverSuppliersAction(input: DiscoverInput) {
  return answer(discoverSuppliers, input)
}

export async function findItemsAction(search: string) {
  return answer(findItems, { search })
}
