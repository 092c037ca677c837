import { findDataset } from '#src/features/datasets/catalog/index.ts'
import type { Member as Insider } from '#src/features/datasets/rows/rights.ts'
import { tenantDatasets } from '#src/lib/access/datasets/stored-datasets.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { permissionsOf, type Role } from '#src/lib/permissions.ts'
import { isAllowedAddress, type Rules } from '../governance/record/rules.ts'
import { currentRules } from '../governance/record/service.ts'
import { type FileContents, refusalFor } from '../record/file-rights.ts'
import { findMembersByEmail, type Member } from './repository.ts'

/**
 * Addresses of people who may have the file, each of a domain that the company's rules allow: active members with
 * the right to everything in it, and people without an account where the rules let them. Throws `invalid_request`
 * naming each of the others and why.
 */
export async function checkRecipients(
  tx: Tx,
  addresses: readonly string[],
  contents: FileContents,
): Promise<string[]> {
  const members = await membersByAddress(tx, addresses)
  const shared = await sharedContents(tx, contents)
  const rules = await currentRules(tx)
  const problems = addresses.flatMap((address, index): FieldError[] => {
    const refusal = refusalOf(address, members.get(address.toLowerCase()), shared, rules)
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
  const shared = await sharedContents(tx, contents)
  const rules = await currentRules(tx)
  const may = (address: string) => !refusalOf(address, members.get(address.toLowerCase()), shared, rules)
  return { kept: unique(addresses.filter(may)), dropped: unique(addresses.filter((one) => !may(one))) }
}

/** A file with the datasets that its company has defined itself. */
type SharedContents = FileContents & Required<Insider>

export async function sharedContents(tx: Tx, contents: FileContents): Promise<SharedContents> {
  return { ...contents, customDatasets: await tenantDatasets(tx) }
}

/** Why this person may not have the file, as the end of a sentence that begins with their address. */
export function refusalOf(
  address: string,
  member: Member | undefined,
  contents: SharedContents,
  rules: Rules,
): string | undefined {
  if (!member) return guestRefusal(address, contents, rules)
  if (member.disabledAt) return 'has an account that is disabled. Choose someone else.'
  const role = member.role as Role
  const permissions = permissionsOf(role)
  const outside = domainRefusal(address, rules)
  if (outside) return outside
  const refusal = permissions.has('exports.download')
    ? refusalFor({ role, permissions, customDatasets: contents.customDatasets }, contents)
    : 'may not download exports'
  return refusal && `${refusal}. Choose someone else, or leave out what they may not read.`
}

/** A dataset whose files are not handed on within the company does not leave it either. */
function guestRefusal(address: string, { exportType }: FileContents, rules: Rules): string | undefined {
  if (!rules.guestRecipients) {
    return 'has no account here, so they could not open the file. Ask an admin to add them first.'
  }
  const dataset = findDataset(exportType)
  if (!dataset?.canBeHandedOn) {
    return `has no account here, and files of ${dataset?.label ?? exportType} are shared with members alone. Choose someone else.`
  }
  return domainRefusal(address, rules)
}

function domainRefusal(address: string, { recipientDomains }: Rules): string | undefined {
  if (isAllowedAddress(address, recipientDomains)) return undefined
  return `is not at ${recipientDomains.join(', ')}. Choose someone else, or ask an admin to allow more domains.`
}

/** Those of the addresses, in lower case, that belong to no member, each with why they may not have the file. */
export async function findGuests(
  tx: Tx,
  addresses: readonly string[],
  contents: FileContents,
): Promise<Map<string, string | undefined>> {
  const members = await membersByAddress(tx, addresses)
  const rules = await currentRules(tx)
  const guests = unique(addresses).filter((address) => !members.has(address))
  return new Map(guests.map((address) => [address, guestRefusal(address, contents, rules)]))
}

async function membersByAddress(tx: Tx, addresses: readonly string[]): Promise<Map<string, Member>> {
  if (addresses.length === 0) return new Map()
  const members = await findMembersByEmail(tx, unique(addresses))
  return new Map(members.map((member) => [member.email.toLowerCase(), member]))
}

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))]
}
