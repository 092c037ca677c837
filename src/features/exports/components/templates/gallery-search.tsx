'use client'

import { Button, Group, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import type { TemplateScope } from '../../templates/record/schema.ts'

/** Searches names and descriptions; what is searched for stands in the address. */
export function GallerySearch({ search, scope }: { search: string; scope: TemplateScope | undefined }) {
  const router = useRouter()
  const [text, setText] = useState(search)

  function submit(event: FormEvent) {
    event.preventDefault()
    const parameters = new URLSearchParams()
    if (scope) parameters.set('scope', scope)
    if (text.trim()) parameters.set('search', text.trim())
    router.push(`/exports/templates?${parameters}`)
  }

  return (
    <search style={{ flex: '1 1 18rem', maxWidth: '28rem' }}>
      <form onSubmit={submit}>
        <Group gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            aria-label="Search templates"
            placeholder="Search templates"
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            leftSection={<IconSearch size={16} aria-hidden />}
          />
          <Button type="submit" variant="default">
            Search
          </Button>
        </Group>
      </form>
    </search>
  )
}
