'use client'

import { Group, NumberInput, PasswordInput, Radio, Switch, Textarea, TextInput } from '@mantine/core'
import type { DestinationDraft } from './destination-draft.ts'

interface Props {
  draft: DestinationDraft
  errors: Record<string, string>
  isNew: boolean
  onChange: (changes: Partial<DestinationDraft>) => void
}

type TextKey = Exclude<keyof DestinationDraft, 'kind' | 'forcePathStyle' | 'port' | 'usesKey'>

/** Binds a text field to the draft; `error` where the server calls the field otherwise. */
function textFields({ draft, errors, onChange }: Props) {
  return (key: TextKey, error: string = key) => ({
    value: draft[key],
    error: errors[error],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
  })
}

/** What is kept is not shown again, and stays unless something is entered. */
const kept = 'Leave empty to keep the current one.'

export function KindFields(props: Props) {
  const { kind } = props.draft
  if (kind === 'webhook') return <WebhookFields {...props} />
  return kind === 's3' ? <BucketFields {...props} /> : <ServerFields {...props} />
}

function WebhookFields(props: Props) {
  const { isNew } = props
  const text = textFields(props)
  return (
    <>
      <TextInput
        label="Address"
        description="It must begin with https:// and answer within 30 seconds. Redirects are not followed."
        placeholder="https://example.com/hooks/exports"
        required
        {...text('url')}
      />
      <PasswordInput
        label="Signing secret"
        description={
          isNew
            ? 'Leave empty to have one generated and shown once. The receiver checks the signature with it.'
            : kept
        }
        placeholder="whsec_…"
        autoComplete="off"
        {...text('secret')}
      />
    </>
  )
}

function BucketFields(props: Props) {
  const { draft, isNew, onChange } = props
  const text = textFields(props)
  return (
    <>
      <TextInput label="Bucket" required {...text('bucket')} />
      <TextInput label="Region" placeholder="eu-central-1" required {...text('region')} />
      <TextInput
        label="Folder"
        description="Added before each file name; end it with a slash."
        placeholder="exports/"
        {...text('prefix')}
      />
      <TextInput
        label="Endpoint"
        description="Leave empty for Amazon."
        placeholder="https://s3.example.com"
        {...text('endpoint')}
      />
      <Switch
        label="Name the bucket in the path"
        description="Most servers other than Amazon’s need this."
        checked={draft.forcePathStyle}
        onChange={(event) => onChange({ forcePathStyle: event.currentTarget.checked })}
      />
      <TextInput
        label="Access key ID"
        description="It needs permission to write objects. Permission to read them helps when a response is lost."
        required
        autoComplete="off"
        {...text('accessKeyId', 'access_key_id')}
      />
      <PasswordInput
        label="Secret access key"
        description={isNew ? undefined : kept}
        required={isNew}
        autoComplete="off"
        {...text('secret')}
      />
    </>
  )
}

function ServerFields(props: Props) {
  const { draft, errors, isNew, onChange } = props
  const text = textFields(props)
  return (
    <>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          label="Host"
          placeholder="files.example.com"
          required
          style={{ flex: 1 }}
          {...text('host')}
        />
        <NumberInput
          label="Port"
          w={110}
          min={1}
          max={65535}
          allowDecimal={false}
          clampBehavior="none"
          value={draft.port}
          error={errors.port}
          onChange={(port) => onChange({ port })}
        />
      </Group>
      <TextInput
        label="Folder"
        description="It must exist. Leave empty for the folder that the server opens after sign-in."
        placeholder="/incoming"
        {...text('folder')}
      />
      <TextInput label="User name" required autoComplete="off" {...text('username')} />
      <Radio.Group
        label="Sign in with"
        value={draft.usesKey ? 'key' : 'password'}
        onChange={(value) => onChange({ usesKey: value === 'key', secret: '' })}
      >
        <Group mt={6}>
          <Radio value="password" label="Password" />
          <Radio value="key" label="Private key" />
        </Group>
      </Radio.Group>
      {draft.usesKey ? (
        <>
          <Textarea
            label="Private key"
            description={isNew ? 'In PEM or OpenSSH format.' : kept}
            required={isNew}
            autosize
            minRows={3}
            maxRows={8}
            autoComplete="off"
            spellCheck={false}
            {...text('secret')}
          />
          <PasswordInput
            label="Passphrase"
            description="If the key has one."
            autoComplete="off"
            value={draft.passphrase}
            onChange={(event) => onChange({ passphrase: event.currentTarget.value })}
          />
        </>
      ) : (
        <PasswordInput
          label="Password"
          description={isNew ? undefined : kept}
          required={isNew}
          autoComplete="off"
          {...text('secret')}
        />
      )}
      <TextInput
        label="Host key"
        description="Its fingerprint. Leave empty if you do not know it yet: a test shows it, for you to compare and confirm."
        placeholder="SHA256:…"
        autoComplete="off"
        spellCheck={false}
        {...text('hostKey', 'host_key')}
      />
    </>
  )
}
