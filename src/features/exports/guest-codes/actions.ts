'use server'

import { answerAnybody } from '#src/lib/http/action.ts'
import { openFile, readGuest, sendCode } from './service.ts'

/** `link` is what stands behind # in the address of an email: no sign-in is needed to ask for a code. */
export async function readGuestAction(link: string) {
  return answerAnybody('exports.guests.read', (from) => readGuest({ link }, from))
}

export async function sendCodeAction(link: string) {
  return answerAnybody('exports.guests.send_code', (from) => sendCode({ link }, from))
}

export async function openFileAction(input: { link: string; code: string }) {
  return answerAnybody('exports.guests.open', (from) => openFile(input, from))
}
