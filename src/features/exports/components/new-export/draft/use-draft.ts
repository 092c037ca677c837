import { useEffect, useMemo, useRef, useState } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatDay } from '#src/components/format/instants.ts'
import type { ExportTypes } from '../../../queries/list-types.ts'
import { addressOf } from './address.ts'
import { type Draft, newDraft, withDataset, withFormat } from './draft.ts'
import { draftOf, type PartialRequest } from './from-request.ts'
import { draftStore } from './kept-draft.ts'
import { localeFor } from './locales.ts'

/** What the page was opened with. */
export interface Beginning {
  /** The dataset that the address names. */
  type: string | undefined
  /** The form that the address or an earlier export describes. */
  request: PartialRequest | undefined
}

/**
 * The draft of the form. The address holds it, so that reloading, going back and sending the link keep it; the
 * browser keeps it for this person until it is sent, so that leaving the page loses nothing.
 */
export function useDraft(types: ExportTypes, userId: string, { type, request }: Beginning) {
  const formats = useFormats()
  const today = formatDay(new Date(formats.now), formats)
  const store = useMemo(() => draftStore(userId), [userId])
  const datasetOf = (key: string | undefined) =>
    types.datasets.find((dataset) => dataset.key === key) ?? types.datasets[0]!
  const formatOf = (key: string) => types.formats.find((format) => format.key === key) ?? types.formats[0]!
  const readerLocale = localeFor(formats.locale)
  const blank = () => newDraft(types, datasetOf(type), today)
  const [draft, setDraft] = useState<Draft>(() => (request ? draftOf(types, request, today) : blank()))
  const [isRestored, setRestored] = useState(false)
  const isTouched = useRef(false)
  const isSent = useRef(false)
  const addressTimer = useRef<ReturnType<typeof setTimeout>>(undefined)

  // Storage is only known in the browser; the server's markup shows the blank form until then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the page opens
  useEffect(() => {
    if (request) return
    const kept = store.read(types, today)
    if (kept) {
      setDraft(type && kept.dataset !== type ? withDataset(kept, datasetOf(type), today) : kept)
      setRestored(true)
    } else setDraft((before) => store.withLastChoices(before, types))
  }, [])

  useEffect(() => {
    if (!isTouched.current || isSent.current) return
    store.keep(draft)
    addressTimer.current = setTimeout(() => writeAddress(addressOf(draft, types, today)), 300)
    return () => clearTimeout(addressTimer.current)
  }, [draft, store, types, today])

  function edit(change: (before: Draft) => Draft) {
    isTouched.current = true
    setDraft(change)
  }

  return {
    draft,
    isRestored,
    dataset: datasetOf(draft.dataset),
    format: formatOf(draft.format),
    edit,
    change: (changes: Partial<Draft>) => edit((before) => ({ ...before, ...changes })),
    chooseDataset: (key: string) => edit((before) => withDataset(before, datasetOf(key), today)),
    chooseFormat: (key: string) => edit((before) => withFormat(before, formatOf(key), readerLocale)),
    startOver: () => {
      store.forget()
      setRestored(false)
      isTouched.current = false
      window.history.replaceState(null, '', window.location.pathname)
      setDraft(store.withLastChoices(blank(), types))
    },
    /** Before it is sent: an address that changed meanwhile would make the router forget what it is doing. */
    settle: () => {
      clearTimeout(addressTimer.current)
      if (isTouched.current) writeAddress(addressOf(draft, types, today))
    },
    /** After it was sent: the next form begins blank, with the choices of this one. */
    finish: () => {
      isSent.current = true
      clearTimeout(addressTimer.current)
      store.forget()
      store.keepChoices(draft)
    },
  }
}

function writeAddress(address: string): void {
  const { pathname, search } = window.location
  if (address !== search) window.history.replaceState(null, '', `${pathname}${address}`)
}
