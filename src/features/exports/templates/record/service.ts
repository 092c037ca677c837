import { readableDatasets } from '#src/features/datasets/rows/rights.ts'
import type { Context } from '#src/lib/context.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { galleryFor } from './gallery.ts'
import { type FoundTemplate, findTemplate, findUses } from './repository.ts'
import { mayChange, toBuiltIn, toTemplate } from './resource.ts'
import type { TemplateResource } from './schema.ts'

/** The templates of the gallery that this person can use, with the company's use of them. */
export async function builtInsFor(tx: Tx, { principal }: Context): Promise<TemplateResource[]> {
  const offered = galleryFor(readableDatasets(principal))
  const uses = await findUses(
    tx,
    offered.map(({ id }) => id),
  )
  return offered.map((template) => toBuiltIn(principal, template, uses.get(template.id)))
}

/** A template that this person may use: their own, the team's or one of the gallery. */
export async function findUsable(
  tx: Tx,
  context: Context,
  id: string,
): Promise<TemplateResource | undefined> {
  const found = await findTemplate(tx, context.principal.userId, id)
  if (found) return toTemplate(context.principal, found)
  return (await builtInsFor(tx, context)).find((template) => template.id === id)
}

/** A stored template that this person may change; throws `not_found` or `forbidden`. */
export async function getChangeable(tx: Tx, context: Context, id: string): Promise<FoundTemplate> {
  const found = await findTemplate(tx, context.principal.userId, id)
  if (!found) throw notFound('template')
  if (mayChange(context.principal, found.row)) return found
  throw new AppError(
    'forbidden',
    'Only the person who made this template, or an admin, can change it. Save a copy of your own instead.',
  )
}
