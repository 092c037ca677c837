import type { Tx } from '#src/lib/db/transaction.ts'
import { type FieldError, invalidRequest } from '#src/lib/errors.ts'
import { permissionsOf, type Role } from '#src/lib/permissions.ts'
import type { FilePlan } from '../../record/plan-file.ts'
import { findMembersByEmail } from './repository.ts'

/**
 * Addresses of people who may open the file. Throws `invalid_request` naming each of the others and why.
 */
export async function checkRecipients(tx: Tx, addresses: string[], plan: FilePlan): Promise<string[]> {
  const refusals = await refusalsOf(tx, addresses, plan)
  const problems = addresses.flatMap((address, index): FieldError[] => {
    const refusal = refusals.get(address.toLowerCase())
    return refusal
      ? [{ path: `recipients.${index}`, code: 'not_a_reader', message: `${address} ${refusal}` }]
      : []
  })
  if (problems.length > 0) throw invalidRequest(problems)
  return unique(addresses)
}

/** Those who may still open the file, and the others. */
export async function keepRecipients(
  tx: Tx,
  addresses: string[],
  plan: FilePlan,
): Promise<{ kept: string[]; dropped: string[] }> {
  const refusals = await refusalsOf(tx, addresses, plan)
  const all = unique(addresses)
  return {
    kept: all.filter((address) => !refusals.has(address)),
    dropped: all.filter((address) => refusals.has(address)),
  }
}

async function refusalsOf(tx: Tx, addresses: string[], { dataset }: FilePlan): Promise<Map<string, string>> {
  const wanted = unique(addresses)
  const members = wanted.length > 0 ? await findMembersByEmail(tx, wanted) : []
  const refusals = new Map<string, string>()
  for (const address of wanted) {
    const member = members.find(({ email }) => email === address)
    if (!member) refusals.set(address, 'has no account here. Ask an admin to add them, or leave them out.')
    else if (member.disabledAt) refusals.set(address, 'has an account that is disabled. Choose someone else.')
    else if (!permissionsOf(member.role as Role).has(dataset.permission)) {
      refusals.set(address, `may not read ${dataset.label}. Choose someone else.`)
    }
  }
  return refusals
}

function unique(addresses: string[]): string[] {
  return [...new Set(addresses.map((address) => address.toLowerCase()))]
}
