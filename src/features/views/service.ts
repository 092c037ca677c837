import * as z from 'zod'
import { findDatasetFor, requireDataset } from '#src/features/datasets/rows/rights.ts'
import type { Principal } from '#src/lib/context.ts'
import { AppError, notFound } from '#src/lib/errors.ts'
import { defineCommand, defineQuery } from '#src/lib/operation/operation.ts'
import { isAdmin } from '#src/lib/permissions.ts'
import {
  countOthers,
  deleteView as deleteRow,
  findViews,
  isNameTaken,
  mostViews,
  updateView,
  upsertView,
  type ViewRow,
} from './repository.ts'
import { byId, listViewsInput, renameViewInput, type SavedView, savedView, saveViewInput } from './schema.ts'

export const listViews = defineQuery({
  name: 'views.list',
  summary: 'Saved views of a screen: your own, then those that others share.',
  permission: 'views.read',
  input: listViewsInput,
  output: z.array(savedView),
  async run({ context: { principal }, tx, input }) {
    requireScreen(principal, input.screen)
    const found = await findViews(tx, input.screen, principal.userId)
    return found.map(({ view, owner }) => toView(principal, view, owner))
  },
})

export const saveView = defineCommand({
  name: 'views.save',
  summary: 'Save a view of a screen under a name; your view with the same name is replaced.',
  permission: 'views.manage',
  input: saveViewInput,
  output: savedView,
  async run({ context: { principal }, tx, input, audit }) {
    requireScreen(principal, input.screen)
    const { tenantId, userId } = principal
    const others = await countOthers(tx, input.screen, userId, input.name)
    if (others >= mostViews) throw tooMany()
    const row = await upsertView(tx, {
      ...{ tenantId, userId, screen: input.screen, name: input.name },
      ...{ parameters: input.parameters, isShared: input.is_shared },
    })
    await audit({ action: 'view.saved', ...subjectOf(row) })
    return toView(principal, row, principal)
  },
})

export const renameView = defineCommand({
  name: 'views.rename',
  summary: 'Rename one of your views, share it, or stop sharing it.',
  permission: 'views.manage',
  input: renameViewInput,
  output: savedView,
  async run({ context: { principal }, tx, input, audit }) {
    const row = await updateView(tx, input.id, principal.userId, {
      name: input.name,
      isShared: input.is_shared,
    }).catch((error) => {
      throw isNameTaken(error) ? nameTaken(input.name) : error
    })
    if (!row) throw notFound('view of yours')
    await audit({ action: 'view.renamed', ...subjectOf(row) })
    return toView(principal, row, principal)
  },
})

export const deleteView = defineCommand({
  name: 'views.delete',
  summary: 'Delete one of your views; an admin can delete any shared view.',
  permission: 'views.manage',
  input: byId,
  output: z.object({ id: z.uuid(), deleted: z.literal(true) }),
  async run({ context: { principal }, tx, input, audit }) {
    const row = await deleteRow(tx, input.id, principal.userId, isAdmin(principal.role))
    if (!row) throw notFound('view that you can delete')
    await audit({ action: 'view.deleted', ...subjectOf(row) })
    return { id: row.id, deleted: true as const }
  },
})

/** Names and filters of views tell of a dataset's rows, so they need its permission. */
function requireScreen(principal: Principal, screen: string): void {
  const key = /^data\/(.+)$/.exec(screen)?.[1]
  if (key === undefined) return
  const dataset = findDatasetFor(principal, key)
  if (!dataset) throw notFound('dataset')
  requireDataset(principal, dataset)
}

function subjectOf(row: ViewRow) {
  const { id: subjectId, screen, name, isShared } = row
  return { subjectType: 'view', subjectId, details: { screen, name, is_shared: isShared } }
}

function tooMany(): AppError {
  return new AppError('conflict', `You have ${mostViews} views of this page. Delete one of them first.`)
}

function nameTaken(name: string): AppError {
  return new AppError('conflict', `You already have a view called “${name}”. Choose another name.`)
}

interface Owner {
  firstName: string
  lastName: string
}

function toView({ userId }: Principal, row: ViewRow, owner: Owner): SavedView {
  return {
    id: row.id,
    screen: row.screen,
    name: row.name,
    parameters: row.parameters,
    is_shared: row.isShared,
    is_own: row.userId === userId,
    owner: { id: row.userId, first_name: owner.firstName, last_name: owner.lastName },
  }
}
