package clients

import (
	"testing"
	"time"

	clientv1 "github.com/spectrocloud/palette-sdk-go/api/client/version1"
	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/spectrocloud/palette-sdk-go/client"
	"github.com/stretchr/testify/require"
)

// theAPIKey returns the only API key of this name.
func theAPIKey(t *testing.T, name string) *models.V1APIKey {
	t.Helper()
	keys, err := tenant().GetAPIKeys()
	require.NoError(t, err)
	var found []*models.V1APIKey
	for _, key := range keys.Items {
		if key.Metadata.Name == name {
			found = append(found, key)
		}
	}
	require.Len(t, found, 1)
	return found[0]
}

func TestAnAPIKeyLives(t *testing.T) {
	annotations := map[string]string{"description": "of a pipeline"}
	value, err := tenant().CreateAPIKey(t.Name(), annotations, 24*time.Hour)
	require.NoError(t, err)
	me, err := tenant().GetUsersInfo()
	require.NoError(t, err)

	key := theAPIKey(t, t.Name())
	require.Equal(t, "of a pipeline", key.Metadata.Annotations["description"])
	require.Equal(t, me.UserUID, key.Spec.User.UID)
	require.WithinDuration(t, time.Now().Add(24*time.Hour), time.Time(key.Spec.Expiry), time.Hour)
	require.True(t, key.Status.IsActive)
	require.Empty(t, key.Spec.Key, "its value is shown once")

	// Its holder is its user.
	holder := connect(client.WithAPIKey(value), client.WithScopeTenant())
	require.NoError(t, holder.Validate())
	require.NoError(t, holder.ValidateTenantAdmin())
	found, err := holder.GetUsersInfo()
	require.NoError(t, err)
	require.Equal(t, me.UserUID, found.UserUID)
	project, err := holder.GetProjectUID("Default")
	require.NoError(t, err)
	inDefault := connect(client.WithAPIKey(value), client.WithScopeProject(project))
	registered, err := inDefault.CreateSSHKey(anSSHKey(t.Name(), aPublicKey(t, "pipeline")))
	require.NoError(t, err)
	require.NoError(t, inDefault.DeleteSSHKey(registered))

	// It is changed, revoked and brought back.
	later := models.V1Time(time.Now().Add(48 * time.Hour).Truncate(time.Millisecond))
	_, err = tenant().Client.V1APIKeysUIDUpdate(clientv1.NewV1APIKeysUIDUpdateParams().WithUID(key.Metadata.UID).WithBody(
		&models.V1APIKeyUpdate{Metadata: &models.V1ObjectMeta{Name: t.Name() + " two"}, Spec: &models.V1APIKeySpecUpdate{Expiry: later}}))
	require.NoError(t, err)
	require.Equal(t, time.Time(later).UTC(), time.Time(theAPIKey(t, t.Name()+" two").Spec.Expiry).UTC())
	for _, active := range []bool{false, true} {
		_, err = tenant().Client.V1APIKeysUIDState(clientv1.NewV1APIKeysUIDStateParams().WithUID(key.Metadata.UID).WithBody(
			&models.V1APIKeyActiveState{IsActive: active}))
		require.NoError(t, err)
		require.Equal(t, active, theAPIKey(t, t.Name()+" two").Status.IsActive)
		_, err = holder.GetUsersInfo()
		if active {
			require.NoError(t, err)
		} else {
			requireRefused(t, 401, "Unauthenticated", err)
		}
	}

	require.NoError(t, tenant().DeleteAPIKeyByName(t.Name()+" two"))
	_, err = holder.GetUsersInfo()
	requireRefused(t, 401, "Unauthenticated", err)
	requireGone(t, tenant().DeleteAPIKey(key.Metadata.UID))
}

func TestAMadeUpAPIKeyIsRefused(t *testing.T) {
	for _, value := range []string{"0123456789abcdef0123456789abcdef", "x"} {
		requireRefused(t, 401, "Unauthenticated", connect(client.WithAPIKey(value)).Validate())
	}
}
