import type { Tx } from '#src/lib/db/transaction.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { permissionsOf, type Role } from '#src/lib/permissions.ts'
import { type FileContents, refusalFor } from '../record/file-rights.ts'
import { findMembersByEmail, type Member } from './repository.ts'

/**
 * Addresses of people who may have the file: active members of the company, each with the right to everything
 * in it. Throws `invalid_request` naming each of the others and why.
 */
export async function checkRecipients(
  tx: Tx,
  addresses: readonly string[],
  contents: FileContents,
): Promise<string[]> {
  const members = await membersByAddress(tx, addresses)
  const problems = addresses.flatMap((address, index): FieldError[] => {
    const refusal = refusalOf(members.get(address.toLowerCase()), contents)
    if (!refusal) return []
    return [{ path: `recipients.${index}`, code: 'not_a_reader', message: `${address} ${refusal}` }]
  })
  if (problems.length > 0) throw invalidRequest(problems)
  return unique(addresses)
}

/** Those of an earlier request's recipients who may still have its file, and the others. */
export async function keepRecipients(
  tx: Tx,
  addresses: readonly string[],
  contents: FileContents,
): Promise<{ kept: string[]; dropped: string[] }> {
  const members = await membersByAddress(tx, addresses)
  const may = (address: string) => !refusalOf(members.get(address.toLowerCase()), contents)
  return { kept: unique(addresses.filter(may)), dropped: unique(addresses.filter((one) => !may(one))) }
}

/** Why this member may not have the file, as the end of a sentence that begins with their name. */
export function refusalOf(member: Member | undefined, contents: FileContents): string | undefined {
  if (!member) return 'has no account here, so they could not open the file. Ask an admin to add them first.'
  if (member.disabledAt) return 'has an account that is disabled. Choose someone else.'
  const role = member.role as Role
  const permissions = permissionsOf(role)
  const refusal = permissions.has('exports.download')
    ? refusalFor({ role, permissions }, contents)
    : 'may not download exports'
  return refusal && `${refusal}. Choose someone else, or leave out what they may not read.`
}

async function membersByAddress(tx: Tx, addresses: readonly string[]): Promise<Map<string, Member>> {
  if (addresses.length === 0) return new Map()
  const members = await findMembersByEmail(tx, unique(addresses))
  return new Map(members.map((member) => [member.email.toLowerCase(), member]))
}

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))]
}
