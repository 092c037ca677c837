'use server'

import { answer } from '#src/lib/http/action.ts'
import { adjustItem } from '../commands/adjust.ts'
import { createLocation } from '../commands/create-location.ts'
import { receiveTransfer } from '../commands/move-transfer.ts'
import { releaseItem } from '../commands/release.ts'
import { reserveItem } from '../commands/reserve.ts'
import { reverseMovement } from '../commands/reverse.ts'
import { transferStock } from '../commands/transfer.ts'
import type { AdjustInput, ReverseInput } from '../ledger/schema.ts'
import type { CreateLocationInput } from '../locations/schema.ts'
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
