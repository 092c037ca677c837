import type { Caller, Rule, Subject, Which } from './rule.ts'

const missing = { 'of another company': 404, unknown: 404, malformed: 400 } as const
const isAdmin = ({ role }: Caller) => role === 'admin' || role === 'super_admin'

/** Whoever may, may it about all of the company's. */
const ofTheCompany = {
  which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
  differs: () => undefined,
} satisfies { which: Which[]; differs: () => undefined }

/** What each kind of thing comes in, and what is answered about it where that is not the rule's own answer. */
export const subjects = {
  export: {
    which: [
      'own',
      "a colleague's",
      'shared with them',
      'expired',
      'of another company',
      'unknown',
      'malformed',
    ],
    differs: (rule: Rule, caller: Caller, which: Which): number | undefined => {
      if (isAdmin(caller) && which === 'shared with them') return rule.answer
      if (isAdmin(caller)) return undefined
      return which === "a colleague's" ? 404 : undefined
    },
  },
  alert: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  item: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  stock: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  trade: {
    which: ['own', "a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: (_: Rule, caller: Caller, which: Which): number | undefined =>
      which === "a colleague's" && !isAdmin(caller) ? 404 : undefined,
  },
  limit: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  'risk alert': {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  import: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  schedule: {
    which: ['own', "a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  destination: {
    which: ['own', "a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  source: ofTheCompany,
  'own dataset': {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    // Only admins are among its readers.
    differs: (_: Rule, caller: Caller, which: Which): number | undefined =>
      which === "a colleague's" && !isAdmin(caller) ? 403 : undefined,
  },
  template: {
    which: [
      'own',
      "a colleague's",
      'shared with them',
      'ready-made',
      'of another company',
      'unknown',
      'malformed',
    ],
    differs: (rule: Rule, caller: Caller, which: Which): number | undefined => {
      if (which === "a colleague's") return 404
      if (rule.but?.[which] !== undefined) return undefined
      if (which === 'ready-made') return 404
      return which === 'shared with them' && !isAdmin(caller) ? 403 : undefined
    },
  },
  dataset: {
    which: ['own', 'hidden from managers', 'unknown', 'malformed'],
    differs: (rule: Rule, caller: Caller, which: Which): number | undefined => {
      if (which === 'hidden from managers') return isAdmin(caller) ? rule.answer : (rule.but?.[which] ?? 403)
      return which === 'malformed' ? (rule.but?.[which] ?? 404) : undefined
    },
  },
  member: {
    which: ['own', "a colleague's", 'superior', 'of another company', 'unknown', 'malformed'],
    differs: (_: Rule, caller: Caller, which: Which): number | undefined =>
      which === 'superior' && caller.role !== 'super_admin' ? 403 : undefined,
  },
  key: {
    which: ['own', "a colleague's", 'expired', 'of another company', 'unknown', 'malformed'],
    differs: (_: Rule, caller: Caller, which: Which): number | undefined =>
      which === "a colleague's" && !isAdmin(caller) ? 404 : undefined,
  },
  anomaly: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  model: ofTheCompany,
  query: ofTheCompany,
  advice: ofTheCompany,
  forecast: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  supplier: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  service: ofTheCompany,
  client: ofTheCompany,
  scope: ofTheCompany,
  'client scope': ofTheCompany,
  order: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  delivery: {
    which: ["a colleague's", 'of another company', 'unknown', 'malformed'],
    differs: () => undefined,
  },
  opportunity: ofTheCompany,
  strategy: ofTheCompany,
  rfp: ofTheCompany,
  response: ofTheCompany,
  content: ofTheCompany,
  flow: ofTheCompany,
  step: ofTheCompany,
} satisfies Record<
  Subject,
  { which: Which[]; differs: (rule: Rule, caller: Caller, which: Which) => number | undefined }
>

/** The status that this caller must get, out of the table alone: 401 before 403 before everything else, but for a signature, which only they are asked for who may. */
export function expected(rule: Rule, caller: Caller, which?: Which): number {
  if (!caller.role) return 401
  if (!rule.may.includes(caller.role)) return 403
  if (caller.by === 'read_only' && !rule.reads) return 403
  if (rule.needsSession && caller.by !== 'session') return 403
  if (rule.keysSign && caller.by !== 'session') return 401
  if (!rule.subject || !which) return rule.answer
  const special = subjects[rule.subject].differs(rule, caller, which) ?? rule.but?.[which]
  return special ?? (missing as Partial<Record<Which, number>>)[which] ?? rule.answer
}
