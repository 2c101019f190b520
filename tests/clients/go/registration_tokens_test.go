package clients

import (
	"testing"
	"time"

	"github.com/spectrocloud/palette-sdk-go/api/models"
	"github.com/stretchr/testify/require"
)

func TestARegistrationTokenLives(t *testing.T) {
	project := aProject(t)
	expiry := time.Now().Add(48 * time.Hour).UTC().Truncate(time.Millisecond)
	uid, value, err := tenant().CreateRegistrationToken(t.Name(), &models.V1EdgeTokenEntity{
		Metadata: &models.V1ObjectMeta{Name: t.Name(), Annotations: map[string]string{"description": "for the edge"}},
		Spec:     &models.V1EdgeTokenSpecEntity{DefaultProjectUID: project, Expiry: models.V1Time(expiry)},
	})
	require.NoError(t, err)
	require.NotEmpty(t, value)

	found, err := tenant().GetRegistrationTokenByUID(uid)
	require.NoError(t, err)
	require.Equal(t, t.Name(), found.Metadata.Name)
	require.Equal(t, "for the edge", found.Metadata.Annotations["description"])
	require.Equal(t, value, found.Spec.Token)
	require.Equal(t, project, found.Spec.DefaultProject.UID)
	require.Equal(t, t.Name(), found.Spec.DefaultProject.Name)
	require.Equal(t, expiry, time.Time(found.Spec.Expiry).UTC())
	require.True(t, found.Status.IsActive)

	byName, err := tenant().GetRegistrationTokenByName(t.Name())
	require.NoError(t, err)
	require.Equal(t, uid, byName.Metadata.UID)

	// A time that the caller does not say travels as the year 1, and changes nothing.
	require.NoError(t, tenant().UpdateRegistrationTokenByUID(uid, &models.V1EdgeTokenUpdate{
		Metadata: &models.V1ObjectMeta{Name: t.Name() + " two"}, Spec: &models.V1EdgeTokenSpecUpdate{DefaultProjectUID: project}}))
	changed, err := tenant().GetRegistrationTokenByUID(uid)
	require.NoError(t, err)
	require.Equal(t, t.Name()+" two", changed.Metadata.Name)
	require.Equal(t, expiry, time.Time(changed.Spec.Expiry).UTC())
	require.Equal(t, project, changed.Spec.DefaultProject.UID)

	for _, active := range []bool{false, true} {
		require.NoError(t, tenant().UpdateRegistrationTokenState(uid, &models.V1EdgeTokenActiveState{IsActive: active}))
		switched, err := tenant().GetRegistrationTokenByUID(uid)
		require.NoError(t, err)
		require.Equal(t, active, switched.Status.IsActive)
	}

	require.NoError(t, tenant().DeleteRegistrationToken(uid))
	_, err = tenant().GetRegistrationTokenByUID(uid)
	requireGone(t, err)
	require.ErrorContains(t, tenant().DeleteRegistrationToken(uid), "ResourceNotFound")
}

func TestARegistrationTokenWithoutAnExpiryHasOne(t *testing.T) {
	uid, _, err := tenant().CreateRegistrationToken(t.Name(), &models.V1EdgeTokenEntity{
		Metadata: &models.V1ObjectMeta{Name: t.Name()}, Spec: &models.V1EdgeTokenSpecEntity{}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tenant().DeleteRegistrationToken(uid)) })

	found, err := tenant().GetRegistrationTokenByUID(uid)
	require.NoError(t, err)
	require.True(t, time.Time(found.Spec.Expiry).After(time.Now()))
	require.Nil(t, found.Spec.DefaultProject)
}

func TestANameWhereARegistrationTokensUidBelongsIsGone(t *testing.T) {
	for _, name := range []string{"my token", "my%20token", ""} {
		_, err := tenant().GetRegistrationTokenByUID(name)
		requireGone(t, err)
	}
}
