// Package clients holds what Palette's own Go client, as published, does with Gatehouse. A server runs already:
// tests/system/test_palette_sdk.py starts it, says in the environment where it is, and makes each test here one of
// its own.
package clients

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"os"
	"testing"

	"github.com/spectrocloud/palette-sdk-go/api/apiutil/transport"
	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/spectrocloud/palette-sdk-go/client"
	"github.com/spectrocloud/palette-sdk-go/client/apiutil"
	"github.com/spectrocloud/palette-sdk-go/client/herr"
	"github.com/stretchr/testify/require"
)

var (
	host     = os.Getenv("GATEHOUSE_HOST") // host:port, as Palette's clients want it
	email    = os.Getenv("GATEHOUSE_EMAIL")
	password = os.Getenv("GATEHOUSE_PASSWORD")
	token    = os.Getenv("GATEHOUSE_TOKEN") // of the same administrator

	viewerEmail    = os.Getenv("GATEHOUSE_VIEWER_EMAIL") // somebody without a role
	viewerPassword = os.Getenv("GATEHOUSE_VIEWER_PASSWORD")
)

// connect returns a client of the running server; it trusts the authority that SSL_CERT_FILE names. It tries a
// request that fails once more, as Palette's own programs do.
func connect(options ...func(*client.V1Client)) *client.V1Client {
	return client.New(append([]func(*client.V1Client){client.WithPaletteURI(host), client.WithRetries(1)}, options...)...)
}

// tenant returns the administrator's client without a project.
func tenant() *client.V1Client {
	return connect(client.WithJWT(token), client.WithScopeTenant())
}

// in returns the administrator's client in a project.
func in(project string) *client.V1Client {
	return connect(client.WithJWT(token), client.WithScopeProject(project))
}

// aProject makes a project of the test's name and deletes it when the test ends.
func aProject(t *testing.T) string { return aProjectCalled(t, t.Name()) }

func aProjectCalled(t *testing.T, name string) string {
	t.Helper()
	uid, err := tenant().CreateProject(&models.V1ProjectEntity{Metadata: &models.V1ObjectMeta{Name: name}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tenant().DeleteProject(uid)) })
	return uid
}

// aPublicKey returns a new key in the form of authorized_keys.
func aPublicKey(t *testing.T, comment string) string {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	var blob []byte
	for _, part := range [][]byte{[]byte("ssh-ed25519"), public} {
		blob = append(binary.BigEndian.AppendUint32(blob, uint32(len(part))), part...)
	}
	return "ssh-ed25519 " + base64.StdEncoding.EncodeToString(blob) + " " + comment
}

// requireRefused demands a refusal that the client understood as one.
func requireRefused(t *testing.T, status int, code string, err error) *models.V1Error {
	t.Helper()
	var refused *transport.TransportError
	require.True(t, errors.As(err, &refused), "no refusal: %v", err)
	require.Equal(t, status, refused.HttpCode, "%v", err)
	require.Equal(t, code, refused.Payload.Code)
	require.NotEmpty(t, refused.Payload.Message)
	return refused.Payload
}

// requireGone demands what Palette's clients take for "there is no such object", and for nothing else.
func requireGone(t *testing.T, err error) {
	t.Helper()
	requireRefused(t, 404, "ResourceNotFound", err)
	require.True(t, herr.IsNotFound(err))
	require.True(t, apiutil.Is404(err))
	require.False(t, herr.IsEdgeHostDeviceNotRegistered(err))
	require.False(t, herr.IsBackupNotConfigured(err))
}
