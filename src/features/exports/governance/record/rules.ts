import type { Dataset } from '#src/features/datasets/definition/definition.ts'

/** The rules of a company that has none. */
export const noRules = {
  recipientDomains: [] as string[],
  guestRecipients: false,
  retentionDays: null as number | null,
  alertRows: null as number | null,
  alertSensitive: false,
  approvalRows: null as number | null,
  approvalSensitive: false,
  approvalDays: 14,
}

export type Rules = typeof noRules

export type Reason = 'rows' | 'sensitive' | 'uncounted'

const words: Record<Reason, string> = {
  rows: 'More rows than the limit',
  sensitive: 'Shows sensitive columns',
  uncounted: 'Its rows could not be counted in time',
}

export function reasonsInWords(reasons: string[]): string[] {
  return reasons.map((reason) => (reason in words ? words[reason as Reason] : reason))
}

/** Whether any of these columns shows pay, bank or personal data; a masked one shows none. */
export function showsSensitive(
  dataset: Dataset,
  columns: { key: string; masked: boolean; uses?: string[] | undefined }[],
): boolean {
  const sensitive = new Set(dataset.columns.flatMap(({ key, sensitive }) => (sensitive ? [key] : [])))
  return columns.some(({ key, masked, uses = [key] }) => !masked && uses.some((one) => sensitive.has(one)))
}

/** Whether files may go to that address; an empty list allows every domain. A subdomain is another domain. */
export function isAllowedAddress(address: string, domains: string[]): boolean {
  return domains.length === 0 || domains.includes(address.split('@').at(-1)!.toLowerCase())
}
