import type { Tx } from '#src/lib/db/transaction.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { permissionsOf, type Role } from '#src/lib/permissions.ts'
import { isAllowedAddress } from '../governance/record/rules.ts'
import { currentRules } from '../governance/record/service.ts'
import { type FileContents, refusalFor } from '../record/file-rights.ts'
import { findMembersByEmail, type Member } from './repository.ts'

/**
 * Addresses of people who may have the file: active members of the company with the right to everything in it,
 * each with an address of a domain that the company's rules allow. Throws `invalid_request` naming each of the others and why.
 */
export async function checkRecipients(
  tx: Tx,
  addresses: readonly string[],
  contents: FileContents,
): Promise<string[]> {
  const members = await membersByAddress(tx, addresses)
  const domains = await allowedDomains(tx)
  const problems = addresses.flatMap((address, index): FieldError[] => {
    const refusal = refusalOf(members.get(address.toLowerCase()), contents, domains)
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
  const domains = await allowedDomains(tx)
  const may = (address: string) => !refusalOf(members.get(address.toLowerCase()), contents, domains)
  return { kept: unique(addresses.filter(may)), dropped: unique(addresses.filter((one) => !may(one))) }
}

/** Why this member may not have the file, as the end of a sentence that begins with their name. */
export function refusalOf(
  member: Member | undefined,
  contents: FileContents,
  domains: string[],
): string | undefined {
  if (!member) return 'has no account here, so they could not open the file. Ask an admin to add them first.'
  if (member.disabledAt) return 'has an account that is disabled. Choose someone else.'
  if (!isAllowedAddress(member.email, domains)) {
    return `is not at ${domains.join(', ')}. Choose someone else, or ask an admin to allow more domains.`
  }
  const role = member.role as Role
  const permissions = permissionsOf(role)
  const refusal = permissions.has('exports.download')
    ? refusalFor({ role, permissions }, contents)
    : 'may not download exports'
  return refusal && `${refusal}. Choose someone else, or leave out what they may not read.`
}

/** The domains whose addresses may get files; empty: all. */
export async function allowedDomains(tx: Tx): Promise<string[]> {
  return (await currentRules(tx)).recipientDomains
}

async function membersByAddress(tx: Tx, addresses: readonly string[]): Promise<Map<string, Member>> {
  if (addresses.length === 0) return new Map()
  const members = await findMembersByEmail(tx, unique(addresses))
  return new Map(members.map((member) => [member.email.toLowerCase(), member]))
}

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))]
}
