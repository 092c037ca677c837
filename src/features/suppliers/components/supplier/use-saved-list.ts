import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { settleAction } from '#src/components/settle-action.ts'
import type { Answer, Problem } from '#src/lib/http/action.ts'

interface Options {
  /** The place of the edited line in the list that is sent. */
  prefix: string
  onErrors: (errors: Record<string, string>) => void
  onDone: () => void
}

/** Sends a whole list; errors of the edited line go to its fields, and any other is the dialog's. */
export function useSavedList({ prefix, onErrors, onDone }: Options) {
  const router = useRouter()
  const [problem, setProblem] = useState<Problem>()
  const [isSaving, setSaving] = useState(false)

  async function save(call: Promise<Answer<unknown>>) {
    setProblem(undefined)
    setSaving(true)
    const answer = await settleAction(call)
    setSaving(false)
    if (answer.ok) {
      router.refresh()
      return onDone()
    }
    const own = answer.problem.errors.filter(({ path }) => path.startsWith(prefix))
    onErrors(Object.fromEntries(own.map(({ path, message }) => [path.slice(prefix.length), `It ${message}`])))
    if (own.length === 0) setProblem(answer.problem)
  }

  return { save, problem, isSaving }
}
