'use client'

import { Button, PasswordInput, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { removeLimitAction } from '../../console/actions.ts'
import type { LimitResource } from '../../limits/schema.ts'

export function RemoveButton({ limit: { id, version, scope, currency } }: { limit: LimitResource }) {
  const [isOpen, setOpen] = useState(false)
  const form = useForm({ initialValues: { password: '' } })
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={() => setOpen(true)}>
        Remove
      </Button>
      <FormFrame
        title="Remove this budget?"
        opened={isOpen}
        onClose={() => setOpen(false)}
        form={form}
        submitLabel="Remove the budget"
        done="The budget is no longer in force."
        send={({ password }) => removeLimitAction({ id, password }, version)}
      >
        <Text size="sm">
          {scope === 'tenant'
            ? `Nothing more can be bought in ${currency}. What is committed stays committed.`
            : 'It no longer limits anything. The budget of the company still does.'}
        </Text>
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
      </FormFrame>
    </>
  )
}
