import * as z from 'zod'
import type { Context } from '../context.ts'
import { withReservedConnections } from '../db/index.ts'
import type { Tx } from '../db/transaction.ts'
import { retried, transaction } from '../db/transaction.ts'
import { AppError, type FieldError, invalidRequest } from '../errors.ts'
import { log } from '../log.ts'
import type { Permission } from '../permissions.ts'
import { type AuditEntry, writeAuditEntry } from './audit-trail.ts'
import { type IdempotentRequest, once } from './idempotency.ts'
import { longReadFor } from './long-read.ts'
import { requireSession } from './people.ts'

/** Writes an entry in the transaction of the command. */
export type Audit = (entry: AuditEntry) => Promise<void>

export interface Definition<Input extends z.ZodType, Output extends z.ZodType> {
  /** noun.verb; also the operationId of the OpenAPI document. */
  name: string
  summary: string
  permission: Permission
  /** Set where an API key may not act for its user. */
  onlyPeople?: true
  /** Set where an API key has to sign its request, because it moves money. */
  keysSign?: true
  input: Input
  output: Output
}

interface Reading<Input> {
  /** Set where a statement may take so many seconds: it then runs on connections of its own, few for each person. */
  longReadSeconds?: number
  /**
   * Set where the rows may be in a database that is not ours: answers what opens a transaction there, so that none
   * of our connections waits for it; undefined where they are ours.
   */
  elsewhere?: (given: { context: Context; input: Input }) => OpenElsewhere | undefined
}

export type OpenElsewhere = <T>(run: (tx: Tx) => Promise<T>) => Promise<T>

export interface QueryDefinition<Input extends z.ZodType, Output extends z.ZodType>
  extends Definition<Input, Output>,
    Reading<z.output<Input>> {
  run: (given: { context: Context; tx: Tx; input: z.output<Input> }) => Promise<z.input<Output>>
}

export interface PageDefinition<Input extends z.ZodType, Item extends z.ZodType>
  extends Omit<Definition<Input, Item>, 'output'>,
    Reading<z.output<Input>> {
  item: Item
  run: (given: {
    context: Context
    tx: Tx
    input: z.output<Input>
  }) => Promise<{ items: z.input<Item>[]; pagination: Pagination }>
}

export interface CommandDefinition<Input extends z.ZodType, Output extends z.ZodType, Prepared>
  extends Definition<Input, Output> {
  /** Set where the output holds a secret: it is stored nowhere, so an Idempotency-Key gets it only once. */
  showsSecret?: true
  /** Set where it must never wait: it is not counted, and connections are kept for it. */
  isUrgent?: true
  /** Set where the rows that it writes are the record of what happened themselves: it needs no audit entry. */
  isOwnRecord?: true
  /**
   * Runs after the input was checked and before the transaction: for whatever is slow, such as hashing, files
   * and remote calls, so that it never holds a connection.
   */
  prepare?: (given: { context: Context; input: z.output<Input> }) => Promise<Prepared>
  run: (given: {
    context: Context
    tx: Tx
    input: z.output<Input>
    prepared: Prepared
    audit: Audit
  }) => Promise<z.input<Output>>
  /** Runs after the commit. What fails here is logged; a sweep must be able to do it later. */
  after?: (given: { context: Context; input: z.output<Input>; output: z.output<Output> }) => Promise<void>
}

/** One thing a client may request, whichever door it comes through. */
export interface Operation<Input = unknown, Output = unknown> {
  kind: 'query' | 'page' | 'command'
  name: string
  summary: string
  permission: Permission
  input: z.ZodType
  output: z.ZodType
  isUrgent?: true | undefined
  keysSign?: true | undefined
  /** Throws `forbidden` when the caller lacks the permission. */
  authorize: (context: Context) => void
  /** Authorizes, validates, runs in one transaction of the caller's tenant. Input is not trusted. */
  execute: (context: Context, input: Input, idempotent?: IdempotentRequest) => Promise<Output>
}

export const pagination = z.object({
  page: z.number().int(),
  limit: z.number().int(),
  total: z.number().int(),
  pages: z.number().int(),
  next_cursor: z.string().nullable(),
  has_more: z.boolean(),
})
export type Pagination = z.infer<typeof pagination>

/** An operation that reads: its transaction is read only. */
export function defineQuery<Input extends z.ZodType, Output extends z.ZodType>(
  definition: QueryDefinition<Input, Output>,
): Operation<z.input<Input>, z.output<Output>> {
  return {
    ...described('query', definition),
    async execute(context, input) {
      authorize(definition, context)
      const parsed = parseInput(definition.input, input)
      return read(definition, context, parsed, async (tx) =>
        definition.output.parseAsync(await definition.run({ context, tx, input: parsed })),
      )
    },
  }
}

/** A query that answers one page of a list. */
export function definePage<Input extends z.ZodType, Item extends z.ZodType>(
  definition: PageDefinition<Input, Item>,
): Operation<z.input<Input>, { items: z.output<Item>[]; pagination: Pagination }> {
  const { item, run, ...rest } = definition
  const output = z.object({ items: z.array(item), pagination })
  return {
    ...described('page', { ...rest, output }),
    async execute(context, input) {
      authorize(definition, context)
      const parsed = parseInput(definition.input, input)
      return read(definition, context, parsed, async (tx) =>
        output.parseAsync(await run({ context, tx, input: parsed })),
      )
    },
  }
}

function read<Input, T>(
  { longReadSeconds, elsewhere }: Reading<Input>,
  context: Context,
  input: Input,
  run: (tx: Tx) => Promise<T>,
): Promise<T> {
  const open = elsewhere?.({ context, input })
  if (open) return open(run)
  if (longReadSeconds === undefined) return transaction(context.principal.tenantId, 'read only', run)
  return longReadFor(context.principal, longReadSeconds, run)
}

/** An operation that changes something: it must write an audit entry, or nothing is changed, unless it is its own record. */
export function defineCommand<Input extends z.ZodType, Output extends z.ZodType, Prepared = undefined>(
  definition: CommandDefinition<Input, Output, Prepared>,
): Operation<z.input<Input>, z.output<Output>> {
  return {
    ...described('command', definition),
    isUrgent: definition.isUrgent,
    async execute(context, input, idempotent) {
      authorize(definition, context)
      const parsed = parseInput(definition.input, input)
      const prepared = (await definition.prepare?.({ context, input: parsed })) as Prepared
      const output = await urgently(definition, () =>
        retried(() =>
          transaction(context.principal.tenantId, 'read write', async (tx) => {
            const run = () => runAudited(definition, context, tx, parsed, prepared)
            return idempotent
              ? once(tx, context.principal, { ...idempotent, isSecret: definition.showsSecret }, run)
              : run()
          }),
        ),
      )
      await definition.after?.({ context, input: parsed, output }).catch((error: unknown) => {
        log.warn({ err: error, operation: definition.name, requestId: context.requestId }, 'left to a sweep')
      })
      return output
    },
  }
}

/** Runs what belongs to an operation: with the connections that are kept for it where it is urgent. */
export function urgently<T>(
  { isUrgent }: { isUrgent?: true | undefined },
  run: () => Promise<T>,
): Promise<T> {
  return isUrgent ? withReservedConnections(run) : run()
}

async function runAudited<Input extends z.ZodType, Output extends z.ZodType, Prepared>(
  definition: CommandDefinition<Input, Output, Prepared>,
  context: Context,
  tx: Tx,
  input: z.output<Input>,
  prepared: Prepared,
): Promise<z.output<Output>> {
  const { tenantId, userId } = context.principal
  let entries = 0
  const audit = async (entry: AuditEntry) => {
    await writeAuditEntry(tx, { tenantId, userId, requestId: context.requestId }, entry)
    entries += 1
  }
  const done = await definition.run({ context, tx, input, prepared, audit })
  const output = await definition.output.parseAsync(done)
  if (entries === 0 && !definition.isOwnRecord) throw new Error(`${definition.name} wrote no audit entry.`)
  return output
}

/** What every kind of operation says of itself. */
export function described(kind: Operation['kind'], definition: Definition<z.ZodType, z.ZodType>) {
  const { name, summary, permission, input, output, keysSign } = definition
  const authorized = authorize.bind(null, definition)
  return { kind, name, summary, permission, input, output, keysSign, authorize: authorized }
}

function authorize(
  {
    permission,
    onlyPeople,
    keysSign,
  }: Pick<Definition<z.ZodType, z.ZodType>, 'permission' | 'onlyPeople' | 'keysSign'>,
  context: Context,
): void {
  if (context.principal.permissions.has(permission)) {
    if (onlyPeople) requireSession(context.principal)
    if (keysSign && context.principal.apiKeyId && !context.isSigned) throw unsigned()
    return
  }
  if (context.principal.passwordIsTemporary) {
    throw new AppError('forbidden', 'You are using a temporary password. Sign in and choose your own first.')
  }
  throw new AppError(
    'forbidden',
    `This needs the permission ${permission}, which your ${context.principal.apiKeyId ? 'API key' : 'role'} does not have. An admin can grant it.`,
  )
}

function unsigned(): AppError {
  return new AppError(
    'signature_required',
    'An API key has to sign this request: send Content-Digest, Signature-Input and Signature, as the API guide shows.',
  )
}

/** The parsed input, or an `invalid_request` that names every wrong path and what is allowed there. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  throw invalidRequest(result.error.issues.flatMap(fieldErrors))
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      code: issue.code,
      message: 'unknown key',
    }))
  }
  return [{ path: path.join('.'), code: issue.code, message: issue.message }]
}
