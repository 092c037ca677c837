'use server'

import { answer } from '#src/lib/http/action.ts'
import { adjustItem } from '../commands/adjust.ts'
import { createLocation } from '../commands/create-location.ts'
import { receiveTransfer } from '../commands/move-transfer.ts'
import { releaseItem } from '../commands/release.ts'
import { reserveItem } from '../commands/reserve.ts'
import { reverseMovement } from '../commands/reverse.ts'
import { transferStock } from '../commands/transfer.ts'
import { countLines } from '../counts/commands/count-lines.ts'
import { createCount } from '../counts/commands/create-count.ts'
import { cancelCount, startCount, submitCount } from '../counts/commands/move-count.ts'
import { postCount } from '../counts/commands/post-count.ts'
import type { CountLinesInput } from '../counts/lines/schema.ts'
import { findCategories } from '../counts/queries/find-categories.ts'
import { listCountLines } from '../counts/queries/list-count-lines.ts'
import type { CreateCountInput, SubmitCountInput } from '../counts/schema.ts'
import type { AdjustInput, ReverseInput } from '../ledger/schema.ts'
import type { CreateLocationInput } from '../locations/schema.ts'
import { listItems } from '../queries/list-items.ts'
import type { ReleaseInput, ReserveInput } from '../reservations/schema.ts'
import type { ReceiveInput, TransferInput } from '../transfers/schema.ts'

export async function adjustAction(input: AdjustInput) {
  return answer(adjustItem, input)
}

export async function reverseAction(input: ReverseInput) {
  return answer(reverseMovement, input)
}

export async function reserveAction(input: ReserveInput) {
  return answer(reserveItem, input)
}

export async function releaseAction(input: ReleaseInput) {
  return answer(releaseItem, input)
}

export async function transferAction(input: TransferInput) {
  return answer(transferStock, input)
}

export async function receiveAction(input: ReceiveInput) {
  return answer(receiveTransfer, input)
}

export async function createLocationAction(input: CreateLocationInput) {
  return answer(createLocation, input)
}

export async function createCountAction(input: CreateCountInput) {
  return answer(createCount, input)
}

/** `version` is the one that the person saw, here and below. */
export async function startCountAction(input: { id: string }, version: number) {
  return answer(startCount, input, version)
}

export async function submitCountAction(input: SubmitCountInput, version: number) {
  return answer(submitCount, input, version)
}

export async function postCountAction(input: { id: string }, version: number) {
  return answer(postCount, input, version)
}

export async function cancelCountAction(input: { id: string }, version: number) {
  return answer(cancelCount, input, version)
}

export async function countLinesAction(input: CountLinesInput) {
  return answer(countLines, input)
}

/** What a scanner read, among the lines of a count. */
export async function findCountLinesAction(id: string, code: string) {
  return answer(listCountLines, { id, code, limit: 10 })
}

/** What forms offer. */
export async function findCategoriesAction(location_id: string) {
  return answer(findCategories, { location_id })
}

export async function findStockItemsAction(search: string) {
  return answer(listItems, { limit: 20, ...(search ? { search } : {}) })
}
